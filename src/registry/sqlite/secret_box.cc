// Sealing and opening secrets with libsodium.
#include "registry/sqlite/secret_box.h"

#include <sodium.h>

#include "registry/own_secret.h"
#include "registry/sqlite/key_content.h"

namespace olkacct::registry {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t frame_size = own_secret_mark.size() + nonce_size + tag_size;
static_assert(SecretKey::size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

// Plain text for as short as possible.
struct WipedBytes {
    explicit WipedBytes(std::vector<std::byte> content) : bytes(std::move(content)) {}
    WipedBytes(const WipedBytes&) = delete;
    WipedBytes& operator=(const WipedBytes&) = delete;
    ~WipedBytes() { sodium_memzero(bytes.data(), bytes.size()); }
    std::vector<std::byte> bytes;
};

const unsigned char* raw(const std::byte* bytes) {
    return reinterpret_cast<const unsigned char*>(bytes);
}

}  // namespace

Result<std::vector<std::byte>> seal_secret(const SecretKey& key, std::u16string_view value_name,
                                           const Secret& secret) {
    if (sodium_init() < 0) {
        return fail(ErrorCode::unexpected, "libsodium cannot be used on this machine");
    }
    const WipedBytes plain(pack_name(secret.reveal()));
    const auto bound = fold_name(value_name);
    std::vector<std::byte> out(own_secret_mark.begin(), own_secret_mark.end());
    out.resize(frame_size + plain.bytes.size());
    std::byte* nonce = out.data() + own_secret_mark.size();
    randombytes_buf(nonce, nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(nonce + nonce_size),
                                               nullptr, raw(plain.bytes.data()), plain.bytes.size(),
                                               raw(bound.data()), bound.size(), nullptr, raw(nonce),
                                               raw(key.bytes.data()));
    return out;
}

Result<Secret> open_secret(const SecretKey& key, std::u16string_view value_name,
                           std::span<const std::byte> sealed) {
    if (sealed.size() < frame_size || !is_own_secret(sealed) || sodium_init() < 0) {
        return fail(ErrorCode::secrets_not_supported, "the value holds no secret of ours");
    }
    const auto bound = fold_name(value_name);
    const std::byte* nonce = sealed.data() + own_secret_mark.size();
    WipedBytes plain{std::vector<std::byte>(sealed.size() - frame_size)};
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            reinterpret_cast<unsigned char*>(plain.bytes.data()), nullptr, nullptr,
            raw(nonce + nonce_size), plain.bytes.size() + tag_size, raw(bound.data()), bound.size(),
            raw(nonce), raw(key.bytes.data())) != 0) {
        return fail(ErrorCode::secrets_not_supported,
                    "the secret was protected with another key or for another value");
    }
    std::u16string text(plain.bytes.size() / 2, u'\0');
    for (std::size_t i = 0; i < text.size(); ++i) {
        text[i] = static_cast<char16_t>(std::to_integer<unsigned>(plain.bytes[2 * i]) |
                                        std::to_integer<unsigned>(plain.bytes[2 * i + 1]) << 8);
    }
    return Secret(std::move(text));
}

}  // namespace olkacct::registry
