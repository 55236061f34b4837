#ifndef FLOOR_KEYS_H
#define FLOOR_KEYS_H

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <stdbool.h>

#include "bytes.h"

// What a thread keeps between keys: whatever OpenSSL looks up or makes room
// for is looked up and made once.
struct engine {
  bool is_rsa;
  EVP_PKEY_CTX *maker;
  EVP_MD *sha1;
  EVP_MD *sha256;
  EVP_MD_CTX *hashing;
  BN_CTX *numbers;
};

// A key with what is written of it.
struct key {
  EVP_PKEY *key;
  unsigned char private_memory[1536];
  unsigned char public_memory[512];
  struct span private_der;  // SEC1 or PKCS#1
  struct span public_info;  // SubjectPublicKeyInfo
  unsigned char identifier[20];
};

void engine_begin(struct engine *engine, bool is_rsa);
void key_make(struct key *key, struct engine *engine);
void key_end(struct key *key);

// What signs with a key.
EVP_PKEY_CTX *signer_make(const struct key *key, struct engine *engine);
// Signs bytes; gives the length of the signature.
size_t sign(unsigned char *signature, size_t capacity, EVP_PKEY_CTX *signer, struct span bytes,
            struct engine *engine);

#endif
