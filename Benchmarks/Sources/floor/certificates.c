#include "certificates.h"

#include <arpa/inet.h>
#include <openssl/rand.h>
#include <string.h>

#include "tree.h"

#define PUT(der, ...) \
  der_put(der, (const unsigned char[]){__VA_ARGS__}, sizeof((const unsigned char[]){__VA_ARGS__}))

static void put_algorithm(struct der *der, const struct engine *engine) {
  if (engine->is_rsa) {
    PUT(der, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05,
        0x00);
  } else {
    PUT(der, 0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02);
  }
}

static void put_attribute(struct der *der, unsigned char type, const char *value) {
  const unsigned char *mark = der->first;
  der_put(der, value, strlen(value));
  der_wrap(der, 0x13, mark);
  PUT(der, 0x06, 0x03, 0x55, 0x04, type);
  der_wrap(der, 0x30, mark);
  der_wrap(der, 0x31, mark);
}

static void put_name(struct der *der, const char *organization, const char *name) {
  const unsigned char *mark = der->first;
  put_attribute(der, 0x03, name);
  if (organization != NULL) put_attribute(der, 0x0a, organization);
  der_wrap(der, 0x30, mark);
}

static void put_alternative_names(struct der *der, const char *const *names) {
  const unsigned char *mark = der->first;
  size_t count = 0;
  while (names[count] != NULL) count++;
  while (count-- > 0) {
    const unsigned char *before = der->first;
    const char *value = names[count] + 1;
    unsigned char address[16];
    if (*names[count] == 'D') {
      der_put(der, value, strlen(value));
      der_wrap(der, 0x82, before);
    } else {
      int is_long = strchr(value, ':') != NULL;
      if (inet_pton(is_long ? AF_INET6 : AF_INET, value, address) != 1) fail(value);
      der_put(der, address, is_long ? 16 : 4);
      der_wrap(der, 0x87, before);
    }
  }
  der_wrap(der, 0x30, mark);
  der_wrap(der, 0x04, mark);
  PUT(der, 0x06, 0x03, 0x55, 0x1d, 0x11);
  der_wrap(der, 0x30, mark);
}

static void put_basic_constraints(struct der *der, enum purpose purpose) {
  if (purpose == AUTHORITY) {
    PUT(der, 0x30, 0x12, 0x06, 0x03, 0x55, 0x1d, 0x13, 0x01, 0x01, 0xff, 0x04, 0x08, 0x30, 0x06,
        0x01, 0x01, 0xff, 0x02, 0x01, 0x00);
  } else {
    PUT(der, 0x30, 0x0c, 0x06, 0x03, 0x55, 0x1d, 0x13, 0x01, 0x01, 0xff, 0x04, 0x02, 0x30, 0x00);
  }
}

static void put_key_usage(struct der *der, enum purpose purpose, const struct engine *engine) {
  // Signing certificates and lists; signatures, and with RSA keys as well.
  unsigned char unused = purpose == AUTHORITY ? 1 : engine->is_rsa ? 5 : 7;
  unsigned char bits = purpose == AUTHORITY ? 0x06 : engine->is_rsa ? 0xa0 : 0x80;
  PUT(der, 0x30, 0x0e, 0x06, 0x03, 0x55, 0x1d, 0x0f, 0x01, 0x01, 0xff, 0x04, 0x04, 0x03, 0x02,
      unused, bits);
}

static void put_extended_key_usage(struct der *der, enum purpose purpose) {
  if (purpose == PEER) {
    PUT(der, 0x30, 0x1d, 0x06, 0x03, 0x55, 0x1d, 0x25, 0x04, 0x16, 0x30, 0x14, 0x06, 0x08, 0x2b,
        0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01, 0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07,
        0x03, 0x02);
  } else if (purpose == CLIENT) {
    PUT(der, 0x30, 0x13, 0x06, 0x03, 0x55, 0x1d, 0x25, 0x04, 0x0c, 0x30, 0x0a, 0x06, 0x08, 0x2b,
        0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02);
  }
}

static void put_extensions(struct der *der, const struct subject *subject, const struct key *key,
                           const struct issuer *issuer, const struct engine *engine) {
  const unsigned char *mark = der->first;
  if (subject->names[0] != NULL) put_alternative_names(der, subject->names);
  if (subject->purpose != AUTHORITY) {
    der_put(der, issuer->identifier, sizeof issuer->identifier);
    PUT(der, 0x30, 0x1f, 0x06, 0x03, 0x55, 0x1d, 0x23, 0x04, 0x18, 0x30, 0x16, 0x80, 0x14);
  }
  der_put(der, key->identifier, sizeof key->identifier);
  PUT(der, 0x30, 0x1d, 0x06, 0x03, 0x55, 0x1d, 0x0e, 0x04, 0x16, 0x04, 0x14);
  put_basic_constraints(der, subject->purpose);
  put_extended_key_usage(der, subject->purpose);
  put_key_usage(der, subject->purpose, engine);
  der_wrap(der, 0x30, mark);
  der_wrap(der, 0xa3, mark);
}

// Signs what was written and encloses both; gives PEM.
static size_t finish(char *text, const char *label, struct der *der, EVP_PKEY_CTX *signer,
                     struct engine *engine) {
  unsigned char signature[512], memory[4096];
  struct span signed_bytes = der_result(der);
  size_t count = sign(signature, sizeof signature, signer, signed_bytes, engine);
  struct der whole;
  der_begin(&whole, memory, sizeof memory);
  der_put(&whole, signature, count);
  der_octet(&whole, 0);
  der_wrap(&whole, 0x03, whole.end);
  put_algorithm(&whole, engine);
  der_put(&whole, signed_bytes.bytes, signed_bytes.count);
  der_wrap(&whole, 0x30, whole.end);
  return pem(text, label, der_result(&whole));
}

size_t certificate_make(char *text, const struct subject *subject, const struct key *key,
                        const struct issuer *issuer, EVP_PKEY_CTX *signer, struct engine *engine) {
  unsigned char memory[3072], serial[20];
  struct der der;
  der_begin(&der, memory, sizeof memory);
  put_extensions(&der, subject, key, issuer, engine);
  der_put(&der, key->public_info.bytes, key->public_info.count);
  put_name(&der, subject->organization, subject->name);
  const unsigned char *mark = der.first;
  der_put(&der, subject->purpose == AUTHORITY ? issuer->authority_until : issuer->until, 13);
  PUT(&der, 0x17, 0x0d);
  der_put(&der, issuer->from, 13);
  PUT(&der, 0x17, 0x0d);
  der_wrap(&der, 0x30, mark);
  put_name(&der, NULL, issuer->name);
  put_algorithm(&der, engine);
  if (RAND_bytes(serial, sizeof serial) != 1) fail("RAND_bytes");
  serial[0] &= 0x7f;
  der_unsigned(&der, serial, sizeof serial);
  PUT(&der, 0xa0, 0x03, 0x02, 0x01, 0x02);
  der_wrap(&der, 0x30, der.end);
  return finish(text, "CERTIFICATE", &der, signer, engine);
}

size_t request_make(char *text, const struct subject *subject, const struct key *key,
                    EVP_PKEY_CTX *own, struct engine *engine) {
  unsigned char memory[3072];
  struct der der;
  der_begin(&der, memory, sizeof memory);
  if (subject->names[0] != NULL || subject->purpose == AUTHORITY) {
    if (subject->purpose == AUTHORITY) {
      put_basic_constraints(&der, AUTHORITY);
    } else {
      put_alternative_names(&der, subject->names);
    }
    der_wrap(&der, 0x30, der.end);
    der_wrap(&der, 0x31, der.end);
    PUT(&der, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x0e);
    der_wrap(&der, 0x30, der.end);
  }
  der_wrap(&der, 0xa0, der.end);
  der_put(&der, key->public_info.bytes, key->public_info.count);
  put_name(&der, subject->organization, subject->name);
  PUT(&der, 0x02, 0x01, 0x00);
  der_wrap(&der, 0x30, der.end);
  return finish(text, "CERTIFICATE REQUEST", &der, own, engine);
}
