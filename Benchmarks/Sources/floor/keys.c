#include "keys.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <string.h>

#include "tree.h"

static void need(bool condition) {
  if (!condition) fail("OpenSSL");
}

void engine_begin(struct engine *engine, bool is_rsa) {
  engine->is_rsa = is_rsa;
  engine->sha1 = EVP_MD_fetch(NULL, "SHA1", NULL);
  engine->sha256 = EVP_MD_fetch(NULL, "SHA2-256", NULL);
  engine->hashing = EVP_MD_CTX_new();
  engine->numbers = BN_CTX_secure_new();
  engine->maker = EVP_PKEY_CTX_new_from_name(NULL, is_rsa ? "RSA" : "EC", NULL);
  need(engine->sha1 && engine->sha256 && engine->hashing && engine->numbers && engine->maker);
  if (is_rsa) {
    need(EVP_PKEY_fromdata_init(engine->maker) == 1);
  } else {
    need(EVP_PKEY_keygen_init(engine->maker) == 1);
    need(EVP_PKEY_CTX_set_group_name(engine->maker, "prime256v1") == 1);
  }
}

static void put_public(struct key *key, struct engine *engine, struct span bits,
                       const unsigned char *algorithm, size_t count) {
  need(EVP_Digest(bits.bytes, bits.count, key->identifier, NULL, engine->sha1, NULL) == 1);
  struct der der;
  der_begin(&der, key->public_memory, sizeof key->public_memory);
  der_put(&der, bits.bytes, bits.count);
  der_octet(&der, 0);
  der_wrap(&der, 0x03, der.end);
  der_put(&der, algorithm, count);
  der_wrap(&der, 0x30, der.end);
  key->public_info = der_result(&der);
}

// MARK: - P-256

static const unsigned char ec_algorithm[] = {
    0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
    0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};

static void make_ec(struct key *key, struct engine *engine) {
  need(EVP_PKEY_generate(engine->maker, &key->key) == 1);
  unsigned char point[65], scalar[32];
  size_t count = 0;
  need(EVP_PKEY_get_octet_string_param(key->key, "pub", point, sizeof point, &count) == 1);
  BIGNUM *number = BN_secure_new();
  need(number && EVP_PKEY_get_bn_param(key->key, "priv", &number) == 1);
  need(BN_bn2binpad(number, scalar, sizeof scalar) == sizeof scalar);
  BN_clear_free(number);
  put_public(key, engine, (struct span){point, sizeof point}, ec_algorithm, sizeof ec_algorithm);

  struct der der;
  der_begin(&der, key->private_memory, sizeof key->private_memory);
  der_put(&der, point, sizeof point);
  der_octet(&der, 0);
  der_wrap(&der, 0x03, der.end);
  der_wrap(&der, 0xa1, der.end);
  const unsigned char *mark = der.first;
  der_put(&der, ec_algorithm + 11, 10);
  der_wrap(&der, 0xa0, mark);
  mark = der.first;
  der_put(&der, scalar, sizeof scalar);
  der_wrap(&der, 0x04, mark);
  der_put(&der, (unsigned char[]){0x02, 0x01, 0x01}, 3);
  der_wrap(&der, 0x30, der.end);
  key->private_der = der_result(&der);
  OPENSSL_cleanse(scalar, sizeof scalar);
}

// MARK: - RSA

static const unsigned char rsa_algorithm[] = {0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86,
                                              0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};

static void number_put(struct der *der, const BIGNUM *number) {
  unsigned char bytes[256];
  int count = BN_bn2bin(number, bytes);
  der_unsigned(der, bytes, (size_t)count);
  OPENSSL_cleanse(bytes, sizeof bytes);
}

static BIGNUM *number_new(void) {
  BIGNUM *number = BN_secure_new();
  need(number != NULL);
  BN_set_flags(number, BN_FLG_CONSTTIME);
  return number;
}

enum { N, E, D, P, Q, DP, DQ, QI, COUNT };

static const char *const names[COUNT] = {"n",           "e",           "d",
                                         "rsa-factor1", "rsa-factor2", "rsa-exponent1",
                                         "rsa-exponent2", "rsa-coefficient1"};

// Whether the primes make a key; once in 30,000 times they do not.
static bool derive(BIGNUM *k[COUNT], BN_CTX *numbers) {
  BIGNUM *p1 = number_new(), *q1 = number_new(), *product = number_new(), *common = number_new();
  if (BN_cmp(k[P], k[Q]) < 0) BN_swap(k[P], k[Q]);
  need(BN_set_word(k[E], 65537) && BN_mul(k[N], k[P], k[Q], numbers));
  need(BN_sub(p1, k[P], BN_value_one()) && BN_sub(q1, k[Q], BN_value_one()));
  bool fits = BN_mod_word(p1, 65537) != 0 && BN_mod_word(q1, 65537) != 0;
  if (fits) {
    need(BN_mul(product, p1, q1, numbers) && BN_gcd(common, p1, q1, numbers));
    need(BN_div(product, NULL, product, common, numbers));
    need(BN_mod_inverse(k[D], k[E], product, numbers) != NULL);
    need(BN_mod(k[DP], k[D], p1, numbers) && BN_mod(k[DQ], k[D], q1, numbers));
    need(BN_mod_inverse(k[QI], k[Q], k[P], numbers) != NULL);
  }
  BN_clear_free(p1);
  BN_clear_free(q1);
  BN_clear_free(product);
  BN_clear_free(common);
  return fits;
}

static void make_rsa(struct key *key, struct engine *engine) {
  BIGNUM *k[COUNT];
  for (int i = 0; i < COUNT; i++) k[i] = number_new();
  do {
    need(BN_generate_prime_ex2(k[P], 1024, 0, NULL, NULL, NULL, engine->numbers) == 1);
    need(BN_generate_prime_ex2(k[Q], 1024, 0, NULL, NULL, NULL, engine->numbers) == 1);
  } while (!derive(k, engine->numbers));
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  need(builder != NULL);
  for (int i = 0; i < COUNT; i++) need(OSSL_PARAM_BLD_push_BN(builder, names[i], k[i]) == 1);
  OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(builder);
  need(parameters && EVP_PKEY_fromdata(engine->maker, &key->key, EVP_PKEY_KEYPAIR, parameters) == 1);
  OSSL_PARAM_free(parameters);
  OSSL_PARAM_BLD_free(builder);

  struct der der;
  unsigned char bits[512];
  der_begin(&der, bits, sizeof bits);
  number_put(&der, k[E]);
  number_put(&der, k[N]);
  der_wrap(&der, 0x30, der.end);
  put_public(key, engine, der_result(&der), rsa_algorithm, sizeof rsa_algorithm);
  der_begin(&der, key->private_memory, sizeof key->private_memory);
  for (int i = COUNT - 1; i >= 0; i--) number_put(&der, k[i]);
  der_put(&der, (unsigned char[]){0x02, 0x01, 0x00}, 3);
  der_wrap(&der, 0x30, der.end);
  key->private_der = der_result(&der);
  for (int i = 0; i < COUNT; i++) BN_clear_free(k[i]);
}

// MARK: - Use

void key_make(struct key *key, struct engine *engine) {
  key->key = NULL;
  if (engine->is_rsa) {
    make_rsa(key, engine);
  } else {
    make_ec(key, engine);
  }
}

void key_end(struct key *key) {
  EVP_PKEY_free(key->key);
  OPENSSL_cleanse(key->private_memory, sizeof key->private_memory);
}

EVP_PKEY_CTX *signer_make(const struct key *key, struct engine *engine) {
  EVP_PKEY_CTX *signer = EVP_PKEY_CTX_new_from_pkey(NULL, key->key, NULL);
  need(signer && EVP_PKEY_sign_init(signer) == 1);
  if (engine->is_rsa) {
    need(EVP_PKEY_CTX_set_rsa_padding(signer, RSA_PKCS1_PADDING) == 1);
    need(EVP_PKEY_CTX_set_signature_md(signer, engine->sha256) == 1);
  }
  return signer;
}

size_t sign(unsigned char *signature, size_t capacity, EVP_PKEY_CTX *signer, struct span bytes,
            struct engine *engine) {
  unsigned char hash[32];
  need(EVP_DigestInit_ex2(engine->hashing, engine->sha256, NULL) == 1);
  need(EVP_DigestUpdate(engine->hashing, bytes.bytes, bytes.count) == 1);
  need(EVP_DigestFinal_ex(engine->hashing, hash, NULL) == 1);
  need(EVP_PKEY_sign(signer, signature, &capacity, hash, sizeof hash) == 1);
  return capacity;
}
