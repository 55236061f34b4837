extension AuditJudges {
  static let ofUnitFiles: [OfFile] = [judgeUnits]
  static let ofFlagAreas: [OfArea] = [judgeInvocations]
  static let ofFlagClusters: [OfCluster] = [judgePrograms]

  /// Judges each program of an area with what stands around it.
  private static let judgeInvocations: OfArea = { area, invocations, terms, findings in
    guard !invocations.isEmpty else { return }
    let context = FlagContext(area, invocations, terms)
    for invocation in invocations {
      for judge in ofInvocations { judge(invocation, context, &findings) }
    }
    judgeRanges(context, &findings)
  }

  /// What one program's flags show.
  private static let ofInvocations: [OfInvocation] = [
    judgeFlagNames, judgeOpenDoors, judgeAddresses, judgeMember, judgeReferences, judgeTrust,
    judgeUser,
  ]
}
