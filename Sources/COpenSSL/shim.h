// What Swift needs of libcrypto and libssl. Functions import as they are; the few
// function-like macros that Swift cannot see are wrapped here, one line each.
#ifndef KTHW_COPENSSL_SHIM_H
#define KTHW_COPENSSL_SHIM_H

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/// The version of the headers that we were compiled against.
static inline unsigned long kthw_openssl_header_version(void) {
  return OPENSSL_VERSION_NUMBER;
}

/// EVP_PKEY_KEYPAIR is an expression of several macros.
static inline int kthw_key_pair_selection(void) { return EVP_PKEY_KEYPAIR; }

/// Whether an error says that an algorithm is missing. The reason codes are
/// expressions of macros.
static inline int kthw_error_means_unsupported(unsigned long code) {
  int reason = ERR_GET_REASON(code);
  if (reason == ERR_R_UNSUPPORTED) return 1;
  if (ERR_GET_LIB(code) != ERR_LIB_EVP) return 0;
  return reason == EVP_R_UNKNOWN_PBE_ALGORITHM || reason == EVP_R_UNSUPPORTED_CIPHER ||
         reason == EVP_R_UNSUPPORTED_KEY_DERIVATION_FUNCTION ||
         reason == EVP_R_UNSUPPORTED_PRF || reason == EVP_R_MEMORY_LIMIT_EXCEEDED;
}

// Hashes without the library's start, without a provider, and without the counts of who
// uses a function, for which threads wait. Deprecated, which Swift could not be told to
// overlook, for having no more than that to offer.

static inline void kthw_sha1(const void *bytes, size_t count, void *hash) {
  SHA_CTX context;
  SHA1_Init(&context);
  SHA1_Update(&context, bytes, count);
  SHA1_Final((unsigned char *)hash, &context);
}

static inline void kthw_sha256(const void *bytes, size_t count, void *hash) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes, count);
  SHA256_Final((unsigned char *)hash, &context);
}

static inline void kthw_sha384(const void *bytes, size_t count, void *hash) {
  SHA512_CTX context;
  SHA384_Init(&context);
  SHA384_Update(&context, bytes, count);
  SHA384_Final((unsigned char *)hash, &context);
}

static inline void kthw_sha512(const void *bytes, size_t count, void *hash) {
  SHA512_CTX context;
  SHA512_Init(&context);
  SHA512_Update(&context, bytes, count);
  SHA512_Final((unsigned char *)hash, &context);
}

// Keys on elliptic curves by libcrypto's functions for these alone. The general ones call
// the same, and around it look up by name, under locks, what was looked up before
// (Docs/decisions/0017-curve-keys.md). They are deprecated like the ones above.

/// Encloses a key, or frees it where that fails.
static inline EVP_PKEY *kthw_curve_key_enclosing(EC_KEY *key) {
  EVP_PKEY *enclosing = EVP_PKEY_new();
  if (enclosing != NULL && EVP_PKEY_assign(enclosing, EVP_PKEY_EC, key) == 1) return enclosing;
  EVP_PKEY_free(enclosing);
  EC_KEY_free(key);
  return NULL;
}

/// A new key of the library's chance.
static inline EVP_PKEY *kthw_curve_key_generate(const EC_GROUP *curve) {
  EC_KEY *key = EC_KEY_new();
  if (key != NULL && EC_KEY_set_group(key, curve) == 1 && EC_KEY_generate_key(key) == 1)
    return kthw_curve_key_enclosing(key);
  EC_KEY_free(key);
  return NULL;
}

/// A key of its point and, but for a public key, its number; both are copied.
static inline EVP_PKEY *kthw_curve_key_new(const EC_GROUP *curve, const BIGNUM *number,
                                           const EC_POINT *point) {
  EC_KEY *key = EC_KEY_new();
  if (key != NULL && EC_KEY_set_group(key, curve) == 1 &&
      (number == NULL || EC_KEY_set_private_key(key, number) == 1) &&
      EC_KEY_set_public_key(key, point) == 1)
    return kthw_curve_key_enclosing(key);
  EC_KEY_free(key);
  return NULL;
}

/// The private number, which the key lends; null for a public key.
static inline const BIGNUM *kthw_curve_key_number(const EVP_PKEY *key) {
  const EC_KEY *inside = EVP_PKEY_get0_EC_KEY(key);
  return inside == NULL ? NULL : EC_KEY_get0_private_key(inside);
}

/// Writes the point uncompressed; answers how many bytes it takes, zero on failure.
static inline size_t kthw_curve_key_point(const EVP_PKEY *key, unsigned char *bytes, size_t count) {
  const EC_KEY *inside = EVP_PKEY_get0_EC_KEY(key);
  if (inside == NULL) return 0;
  return EC_POINT_point2oct(EC_KEY_get0_group(inside), EC_KEY_get0_public_key(inside),
                            POINT_CONVERSION_UNCOMPRESSED, bytes, count, NULL);
}

/// How long the DER of a signature is at most.
static inline int kthw_curve_key_signature_limit(const EVP_PKEY *key) {
  const EC_KEY *inside = EVP_PKEY_get0_EC_KEY(key);
  return inside == NULL ? -1 : ECDSA_size(inside);
}

/// Signs a hash; answers the length of the signature's DER, zero on failure.
static inline unsigned int kthw_curve_key_sign(const EVP_PKEY *key, const unsigned char *hash,
                                               int count, unsigned char *signature) {
  unsigned int length = 0;
  // Nothing changes the key, though the function does not say so.
  EC_KEY *inside = (EC_KEY *)EVP_PKEY_get0_EC_KEY(key);
  if (inside == NULL || ECDSA_sign(0, hash, count, signature, &length, inside) != 1) return 0;
  return length;
}

/// Answers 1 for a signature that holds.
static inline int kthw_curve_key_verify(const EVP_PKEY *key, const unsigned char *hash, int count,
                                        const unsigned char *signature, int length) {
  EC_KEY *inside = (EC_KEY *)EVP_PKEY_get0_EC_KEY(key);
  return inside == NULL ? -1 : ECDSA_verify(0, hash, count, signature, length, inside);
}

/// EVP_PKEY_Q_keygen takes as many arguments as the kind of key wants.
static inline EVP_PKEY *kthw_ed25519_key_generate(void) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
}

/// The stack functions of a type are macros.
static inline OPENSSL_STACK *kthw_certificates_new(void) {
  return (OPENSSL_STACK *)sk_X509_new_null();
}

/// Lets go of the stack and of one reference to each certificate in it.
static inline void kthw_certificates_free(OPENSSL_STACK *stack) {
  sk_X509_pop_free((STACK_OF(X509) *)stack, X509_free);
}

static inline void kthw_extensions_free(STACK_OF(X509_EXTENSION) *stack) {
  sk_X509_EXTENSION_pop_free(stack, X509_EXTENSION_free);
}

/// ASN1_STRING turns from an open into an opaque struct in OpenSSL 4, which
/// Swift imports differently; a plain address hides that.
static inline const unsigned char *kthw_string_bytes(const void *string) {
  return ASN1_STRING_get0_data((const ASN1_STRING *)string);
}

static inline int kthw_string_length(const void *string) {
  return ASN1_STRING_length((const ASN1_STRING *)string);
}

static inline int kthw_string_type(const void *string) {
  return ASN1_STRING_type((const ASN1_STRING *)string);
}

/// NAME_CONSTRAINTS is a struct that no program may look into.
static inline void kthw_name_constraints_free(void *constraints) {
  NAME_CONSTRAINTS_free((NAME_CONSTRAINTS *)constraints);
}

static inline int kthw_name_constraints_check(X509 *certificate, void *constraints) {
  return NAME_CONSTRAINTS_check(certificate, (NAME_CONSTRAINTS *)constraints);
}

/// Settings of a TLS connection are macros over SSL_ctrl. A name is copied.
static inline int kthw_tls_set_server_name(SSL *tls, const char *name) {
  return (int)SSL_set_tlsext_host_name(tls, name);
}

/// Counts a reference to each certificate of the stack.
static inline int kthw_tls_set_chain(SSL *tls, OPENSSL_STACK *chain) {
  return (int)SSL_set1_chain(tls, (STACK_OF(X509) *)chain);
}

static inline int kthw_tls_context_set_minimum(SSL_CTX *context, int version) {
  return (int)SSL_CTX_set_min_proto_version(context, version);
}

static inline void kthw_tls_context_keep_no_sessions(SSL_CTX *context) {
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
}

#endif
