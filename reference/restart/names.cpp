#include "reference/restart/names.hpp"

#include <sodium.h>

namespace plumbline::restart {

bool belongs(const Preimage& preimage, const PaymentHash& hash) {
    static_assert(crypto_hash_sha256_BYTES == sizeof(PaymentHash::bytes));
    PaymentHash computed;
    crypto_hash_sha256(computed.bytes.data(), preimage.bytes.data(), preimage.bytes.size());
    return computed == hash;
}

std::string text(const InboundKey& key) {
    return std::to_string(static_cast<std::uint64_t>(key.channel)) + "/" +
           std::to_string(static_cast<std::uint64_t>(key.htlc));
}

}  // namespace plumbline::restart
