// Forms made by hand from the layout in chapter 12-saved-form, by nothing that the writer or the reader uses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace plumbline::saved_form_test {

using Bytes = std::vector<std::uint8_t>;

/// The bytes of hexadecimal digits; anything else is passed over.
Bytes hex(std::string_view digits);

/// The bytes of ASCII text.
Bytes ascii(std::string_view text);

/// Big-endian, in so many bytes.
Bytes number(std::size_t width, std::uint64_t value);

/// One behind the other.
Bytes joined(const std::vector<Bytes>& parts);

/// Type, length and value.
Bytes record(std::uint64_t type, const Bytes& value);

/// Length and stream: an entry of `channels` or `pending_htlcs`.
Bytes entry(const Bytes& stream);

/// A header before and a checksum behind the body.
Bytes form(const Bytes& body);

/// The same with the length and the checksum made good again, whatever was done to the body.
Bytes mended(Bytes altered);

/// The 64 bytes of an empty manager (chapter 12-saved-form).
Bytes empty_form();

/// What each stream of the golden form has beside its known records; odd types.
struct Additions {
    Bytes form;
    Bytes channel;  ///< of the first channel
    Bytes htlc;     ///< of the first HTLC
};

/// Three channels, one of them closing, with a mark; an HTLC in each bucket. golden_manager() in golden.hpp writes it.
Bytes golden_form(const Additions& additions = {});

}  // namespace plumbline::saved_form_test
