#include "proofs/mutants/evaluated.hpp"

#include "proofs/mutants/expressions.hpp"

namespace plumbline::mutants {
namespace {

/// The asserted expression, without the message that may follow it.
std::string_view asserted(const Source& source, std::size_t open) {
    const std::vector<Extent> given = arguments(source, open);
    const Extent& last = given.back();
    const bool message = given.size() > 1 && source[last.first].kind == TokenKind::text;
    const Token& end = message ? source[given[given.size() - 2].last] : source[last.last];
    return source.text().substr(source[open + 1].begin, end.end - source[open + 1].begin);
}

}  // namespace

std::string evaluate_at_start(const std::string& file, const Source& source) {
    std::string out = "#include \"proofs/mutants/mutant.hpp\"\n";
    std::size_t copied = 0;
    int count = 0;
    for (std::size_t index = 0; index + 1 < source.size(); ++index) {
        const std::size_t around = source.parent(index);
        const bool in_code = around != nowhere && (source.is_block(around) || source.is_type(around));
        if (!source.is(index, "static_assert") || in_code) {
            continue;
        }
        const std::size_t close = source.partner(index + 1);
        const std::string number = std::to_string(++count);
        out += source.text().substr(copied, source[index].begin - copied);
        out.append("static const bool evaluated_at_start_").append(number);
        out.append(" = ::plumbline::mutant::evaluated(\"").append(file).append(":").append(number);
        out.append("\", [] { return bool(").append(asserted(source, index + 1)).append("); })");
        copied = source[close].end;
        index = close;
    }
    return out + std::string(source.text().substr(copied));
}

}  // namespace plumbline::mutants
