extension AuditRule {
  /// What can be wrong with configuration files, kubeconfigs and manifests.
  static let configurationRules: [AuditRule] =
    kubeconfigRules + kubeconfigCredentialRules + kubeconfigPlaceRules + encryptionRules
    + kubeletRules + componentRules + runtimeRules + balancerRules + manifestRules + tokenRules
    + hostRules
    + scriptRules + sourceRules
}
