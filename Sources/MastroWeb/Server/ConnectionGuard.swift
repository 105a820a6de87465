import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes connections that keep the server waiting: a body that does not come or comes a byte at a time, a reader that
/// does not read, a body that goes on although it has been answered.
///
/// Idle connections and heads that do not end are closed by Hummingbird's own timeout.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// Bytes a second that a body must bring on the average, after the first pause.
  private static let slowest = 1_024
  /// How often its patience a body may take in all.
  private static let longest = 10
  /// What is still read of a body that was answered before its end: browsers and proxies show the answer only when they
  /// have sent everything.
  private static let mostIgnored = 32 * 1024 * 1024

  private let connections: OpenConnections
  private let patience: TimeAmount
  private var number: Int?
  private var begun: NIODeadline?
  private var received = 0
  private var isAnswered = false
  /// An answer that goes on as long as somebody listens is being written.
  private var isFeed = false
  private var ignored = 0
  private var check: Scheduled<Void>?
  private var stall: Scheduled<Void>?

  init(_ connections: OpenConnections, patience: TimeAmount) {
    self.connections = connections
    self.patience = patience
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { number = connections.open(context.channel) }
  }

  func channelActive(context: ChannelHandlerContext) {
    if number == nil { number = connections.open(context.channel) }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      if let number { connections.becameBusy(number, context.channel) }
      begun = .now()
      received = 0
      isAnswered = false
      ignored = 0
      schedule(context)
    case .body(let bytes):
      received += bytes.readableBytes
      if isAnswered {
        ignored += bytes.readableBytes
        if ignored > ConnectionGuard.mostIgnored { return context.close(promise: nil) }
      }
    case .end:
      if let number { connections.hasAll(number) }
      begun = nil
      check?.cancel()
      check = nil
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let response): isFeed = response.headerFields[.contentType] == "text/event-stream"
    case .body: break
    case .end:
      isFeed = false
      isAnswered = true
      if let number { connections.becameIdle(number, context.channel) }
    }
    context.write(data, promise: promise)
  }

  /// Whoever has said that nothing more comes still gets an answer that has begun; whoever listened has left.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if isFeed, case .some(.inputClosed) = event as? ChannelEvent { return context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stall?.cancel()
    stall = nil
    if !context.channel.isWritable {
      let context = NIOLoopBound(context, eventLoop: context.eventLoop)
      stall = context.value.eventLoop.scheduleTask(in: patience) { context.value.close(promise: nil) }
    }
    context.fireChannelWritabilityChanged()
  }

  func handlerRemoved(context: ChannelHandlerContext) { stop() }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  private func stop() {
    check?.cancel()
    stall?.cancel()
    check = nil
    stall = nil
    if let number { connections.closed(number) }
    number = nil
  }

  /// Looks again and again whether the body still comes.
  private func schedule(_ context: ChannelHandlerContext) {
    check?.cancel()
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    check = context.eventLoop.scheduleTask(in: patience) {
      let (guardian, context) = bound.value
      guardian.look(context)
    }
  }

  private func look(_ context: ChannelHandlerContext) {
    guard let begun else { return }
    let seconds = Int((NIODeadline.now() - begun).nanoseconds / 1_000_000_000)
    let isTooLong = NIODeadline.now() - begun > patience * ConnectionGuard.longest
    guard !isTooLong, received >= seconds * ConnectionGuard.slowest else { return context.close(promise: nil) }
    schedule(context)
  }
}
