#include "tests/saved_form/hand_made.hpp"

#include <sodium.h>

#include <cctype>
#include <string>

namespace plumbline::saved_form_test {
namespace {

Bytes big_size(std::uint64_t value) {
    if (value < 0xfd) {
        return number(1, value);
    }
    if (value < 0x1'0000) {
        return joined({{0xfd}, number(2, value)});
    }
    if (value < 0x1'0000'0000) {
        return joined({{0xfe}, number(4, value)});
    }
    return joined({{0xff}, number(8, value)});
}

Bytes sha256(const Bytes& bytes) {
    Bytes sum(crypto_hash_sha256_BYTES);
    crypto_hash_sha256(sum.data(), bytes.data(), bytes.size());
    return sum;
}

/// 00 01 02 … from the first byte.
Bytes salt(std::uint8_t first) {
    Bytes bytes(32);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(first + i);
    }
    return bytes;
}

}  // namespace

Bytes hex(std::string_view digits) {
    Bytes bytes;
    std::string pair;
    for (const char digit : digits) {
        if (std::isxdigit(static_cast<unsigned char>(digit)) != 0) {
            pair += digit;
        }
        if (pair.size() == 2) {
            bytes.push_back(static_cast<std::uint8_t>(std::stoul(pair, nullptr, 16)));
            pair.clear();
        }
    }
    return bytes;
}

Bytes ascii(std::string_view text) {
    return {text.begin(), text.end()};
}

Bytes number(std::size_t width, std::uint64_t value) {
    Bytes bytes(width);
    for (std::size_t i = width; i > 0; --i) {
        bytes[i - 1] = static_cast<std::uint8_t>(value);
        value >>= 8U;
    }
    return bytes;
}

Bytes joined(const std::vector<Bytes>& parts) {
    Bytes all;
    for (const Bytes& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

Bytes record(std::uint64_t type, const Bytes& value) {
    return joined({big_size(type), big_size(value.size()), value});
}

Bytes entry(const Bytes& stream) {
    return joined({big_size(stream.size()), stream});
}

Bytes form(const Bytes& body) {
    const Bytes summed = joined({hex("504c554d42524d0a 0001"), number(8, body.size()), body});
    return joined({summed, sha256(summed)});
}

Bytes mended(Bytes altered) {
    if (altered.size() < 50) {
        return altered;
    }
    return form({altered.begin() + 18, altered.end() - 32});
}

Bytes empty_form() {
    return hex("504c554d42524d0a 0001 000000000000000e"
               "02 08 0000000000000000"
               "04 00"
               "06 00"
               "44d191b75d77a8bf3f7929171bba3e775a53146ae9d495aff953730996ada85e");
}

Bytes golden_form(const Additions& additions) {
    const Bytes limits = hex("0072 0000000006b49d20");  // 114 HTLCs, 112 500 000 msat
    const Bytes alice = hex("0c35000000010000");
    const Bytes bob = hex("0c35010000020001");
    const Bytes carol = hex("0c35020000030002");
    const std::uint64_t start = 1'700'000'000;
    const auto at = [&](std::uint64_t seconds) { return number(8, start + seconds); };
    const Bytes nothing = number(8, 0);

    const Bytes alices = joined({record(0, alice), record(2, limits), record(4, {0}), record(6, salt(0)),
                                 record(8, joined({number(8, 5000), at(0)})),  // settled at once, from carol
                                 record(10, joined({nothing, at(0), at(0)})),  // nothing settled yet
                                 record(12, joined({carol, at(100)})), additions.channel});  // held for 100 s
    const Bytes bobs = joined({record(0, bob), record(2, limits), record(4, {1}), record(6, salt(1)),
                               record(8, joined({nothing, at(0)})), record(10, joined({nothing, at(0), at(0)}))});
    const Bytes carols = joined({record(0, carol), record(2, limits), record(4, {0}), record(6, salt(2)),
                                 record(8, joined({hex("ffffffffffffff91"), at(100)})),  // -111: ten seconds late
                                 record(10, joined({number(8, 5000), at(0), at(0)}))});

    const Bytes heights = hex("000c3500 000c3528");  // 800 000 and 40 blocks later
    const Bytes general =
        joined({record(0, joined({alice, number(8, 2)})), record(2, bob), record(4, number(8, 5'000'000)),
                record(6, number(8, 1000)), record(8, number(8, 265'667)), record(10, joined({at(200), heights})),
                record(12, {0, 0}), record(14, {0}), record(16, hex("000c 000f 0007 0015 001c")), additions.htlc});
    const Bytes congestion =
        joined({record(0, joined({alice, number(8, 3)})), record(2, bob), record(4, number(8, 1'000'000)),
                record(6, number(8, 1000)), record(8, number(8, 265'667)), record(10, joined({at(200), heights})),
                record(12, {0, 1}), record(14, {1})});
    const Bytes protected_ = joined({record(0, joined({bob, number(8, 7)})), record(2, alice),
                                     record(4, number(8, 2'000'000)), record(6, nothing), record(8, nothing),
                                     record(10, joined({at(300), heights})), record(12, {1, 1}), record(14, {2})});

    return form(joined({record(1, ascii("by hand")), record(2, at(300)),
                        record(3, joined({number(8, 90),
                                          number(8, 1'209'600),
                                          number(8, 12),
                                          number(8, 1'209'600),
                                          {40, 20},
                                          ascii("draft-3d7d840")})),
                        record(4, joined({entry(alices), entry(bobs), entry(carols)})),
                        record(6, joined({entry(general), entry(congestion), entry(protected_)})), additions.form}));
}

}  // namespace plumbline::saved_form_test
