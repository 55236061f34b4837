#include "bytes.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void der_begin(struct der *der, unsigned char *memory, size_t size) {
  der->start = memory;
  der->end = memory + size;
  der->first = der->end;
}

void der_put(struct der *der, const void *bytes, size_t count) {
  if ((size_t)(der->first - der->start) < count) abort();
  der->first -= count;
  memcpy(der->first, bytes, count);
}

void der_octet(struct der *der, unsigned char octet) { der_put(der, &octet, 1); }

void der_wrap(struct der *der, unsigned char tag, const unsigned char *mark) {
  size_t length = (size_t)(mark - der->first);
  if (length < 0x80) {
    der_octet(der, (unsigned char)length);
  } else {
    unsigned char octets = 0;
    for (; length > 0; length >>= 8, octets++) der_octet(der, (unsigned char)length);
    der_octet(der, 0x80 | octets);
  }
  der_octet(der, tag);
}

void der_unsigned(struct der *der, const unsigned char *bytes, size_t count) {
  const unsigned char *mark = der->first;
  for (; count > 1 && *bytes == 0; bytes++, count--) {
  }
  der_put(der, bytes, count);
  if (*bytes & 0x80) der_octet(der, 0);
  der_wrap(der, 0x02, mark);
}

struct span der_result(const struct der *der) {
  return (struct span){der->first, (size_t)(der->end - der->first)};
}

size_t base64(char *text, const void *bytes, size_t count) {
  return (size_t)EVP_EncodeBlock((unsigned char *)text, bytes, (int)count);
}

size_t pem(char *text, const char *label, struct span der) {
  size_t at = (size_t)sprintf(text, "-----BEGIN %s-----\n", label);
  for (size_t done = 0; done < der.count; done += 48) {
    size_t rest = der.count - done;
    at += base64(text + at, der.bytes + done, rest < 48 ? rest : 48);
    text[at++] = '\n';
  }
  return at + (size_t)sprintf(text + at, "-----END %s-----\n", label);
}
