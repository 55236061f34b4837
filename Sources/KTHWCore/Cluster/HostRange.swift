/// Machines of one kind, named and numbered one after the other.
public struct HostRange: Hashable, Sendable {
  /// What stands before the number in their names.
  public var namePrefix: String
  /// What stands behind the number in their names.
  public var nameSuffix: String
  /// How many digits the number has at least, filled up with zeros.
  public var digits: Int
  /// How many machines there are.
  public var count: Int
  /// The number of the first.
  public var firstNumber: Int
  /// The address of the first; the others' follow it without a gap.
  public var firstAddress: IPAddress
  /// What they do.
  public var roles: Set<HostRole>
  /// Where the first one's pods get their addresses from; the others' blocks
  /// have the same size and follow without a gap.
  public var firstPodCIDR: CIDRBlock?

  /// Creates a range.
  public init(
    namePrefix: String,
    nameSuffix: String = "",
    digits: Int = 1,
    count: Int,
    firstNumber: Int = 1,
    firstAddress: IPAddress,
    roles: Set<HostRole>,
    firstPodCIDR: CIDRBlock? = nil
  ) {
    self.namePrefix = namePrefix
    self.nameSuffix = nameSuffix
    self.digits = digits
    self.count = count
    self.firstNumber = firstNumber
    self.firstAddress = firstAddress
    self.roles = roles
    self.firstPodCIDR = firstPodCIDR
  }

  /// The name of one of them, as text; whether it is a name of a node is for
  /// the reader of a specification to find out.
  func name(at index: Int) -> String {
    let number = String(firstNumber + index)
    let zeros = String(repeating: "0", count: max(0, digits - number.utf8.count))
    return namePrefix + zeros + number + nameSuffix
  }

  /// The address of one of them; nil where addresses end before it.
  func address(at index: Int) -> IPAddress? { firstAddress.advanced(by: UInt64(index)) }

  /// Where the pods of one of them get their addresses from; nil where the
  /// range has no blocks, or where addresses end before it.
  func podCIDR(at index: Int) -> CIDRBlock? { firstPodCIDR?.following(by: UInt64(index)) }
}
