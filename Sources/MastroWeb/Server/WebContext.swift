public import Hummingbird
import NIOCore

/// What belongs to one request besides its bytes.
public struct WebContext: RequestContext, RemoteAddressRequestContext {
  public var coreContext: CoreRequestContextStorage
  public let remoteAddress: SocketAddress?
  /// Ends with the connection.
  let closing: EventLoopFuture<Void>

  public init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress
    closing = source.channel.closeFuture
  }
}
