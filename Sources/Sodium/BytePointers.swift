/// The bytes as libsodium takes them. An empty buffer may have no address, but C asks for one that it will not read.
extension UnsafeRawBufferPointer {
  @inline(__always)
  var bytePointer: UnsafePointer<UInt8> {
    baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nowhere.utf8Start
  }
}

extension UnsafeMutableRawBufferPointer {
  /// The start of a buffer that libsodium fills; never empty, because keys, tags and signatures have a fixed length.
  @inline(__always)
  var bytePointer: UnsafeMutablePointer<UInt8> {
    baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
  }
}

private let nowhere: StaticString = ""
