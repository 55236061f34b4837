// What Swift needs of libcrypto. Functions import as they are; the few
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
#include <openssl/objects.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/// The version of the headers that we were compiled against.
static inline unsigned long kthw_openssl_header_version(void) {
  return OPENSSL_VERSION_NUMBER;
}

#endif
