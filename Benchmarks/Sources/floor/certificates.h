#ifndef FLOOR_CERTIFICATES_H
#define FLOOR_CERTIFICATES_H

#include "keys.h"

// What a certificate is for: its key usage and extended key usage.
enum purpose { AUTHORITY, CLIENT, PEER };

struct subject {
  const char *organization;  // NULL for none
  const char *name;
  // Names that it is valid for: each is a letter, D for DNS and I for an
  // address, with what follows; NULL ends the list.
  const char *const *names;
  enum purpose purpose;
};

struct issuer {
  const char *name;
  unsigned char identifier[20];
  char from[14], until[14], authority_until[14];  // UTCTime
};

// PEM of a certificate that `signer` signs; of an authority's own where the
// purpose says so. Gives the length of the text.
size_t certificate_make(char *text, const struct subject *subject, const struct key *key,
                        const struct issuer *issuer, EVP_PKEY_CTX *signer, struct engine *engine);
// PEM of a request that the key itself signs.
size_t request_make(char *text, const struct subject *subject, const struct key *key,
                    EVP_PKEY_CTX *own, struct engine *engine);

#endif
