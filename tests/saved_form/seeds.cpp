#include "tests/saved_form/seeds.hpp"

#include "tests/saved_form/draft.hpp"

namespace plumbline::saved_form_test {
namespace {

/// The target puts a header and a checksum around what follows a byte that is not 0.
Bytes body_of(const Bytes& form, std::uint8_t choice = 1) {
    return joined({{choice}, {form.begin() + 18, form.end() - 32}});
}

}  // namespace

std::map<std::string, Bytes> fuzzing_seeds() {
    const Bytes with_unknown =
        golden_form({.form = record(9, {1, 2}), .channel = record(0xfd01, ascii("channel")), .htlc = record(17, {3})});
    Draft closing = Draft::usual();
    closing.value({"channel 1", 4}) = {1};
    closing.value({"htlc 4", 16}) = joined({number(2, 7), number(2, 482)});
    Draft refused = Draft::usual();
    refused.value({"htlc 3", 16}) = {0, 20};
    return {{"empty", body_of(empty_form())},
            {"empty-whole", joined({{0}, empty_form()})},
            {"golden", body_of(golden_form())},
            {"golden-whole", joined({{0}, golden_form()})},
            {"golden-no-general", body_of(golden_form(), 0x40)},
            {"golden-other-profile", body_of(golden_form(), 0x20)},
            {"unknown-records", body_of(with_unknown)},
            {"every-bucket", body_of(assembled(Draft::usual()).form)},
            {"closing", body_of(assembled(closing).form, 0xc0)},
            {"slot-twice", body_of(assembled(refused).form)}};
}

}  // namespace plumbline::saved_form_test
