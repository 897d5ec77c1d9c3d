#include "proofs/mutants/schemata.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace plumbline::mutants {
namespace {

/// A site with its text's place in the source and the numbers of its mutants.
struct Placed {
    std::size_t begin = 0;
    std::size_t end = 0;
    Form form = Form::value;
    std::vector<std::pair<int, std::string>> codes;
};

/// Replaces nested places from the outermost on.
class Writer {
public:
    /// The places from the outermost on, in the order in which they begin.
    Writer(std::string_view text, std::vector<Placed> places) : text_(text), places_(std::move(places)) {}

    std::string write() { return written(0, text_.size()); }

private:
    // The text from `begin` to `end`, with the places that are next and inside rewritten.
    std::string written(std::size_t begin, std::size_t end) {
        std::string out;
        std::size_t at = begin;
        while (next_ < places_.size() && places_[next_].begin < end) {
            const Placed& place = places_[next_++];
            out += text_.substr(at, place.begin - at);
            at = place.end;
            out += replaced(place, written(place.begin, place.end));
        }
        return out + std::string(text_.substr(at, end - at));
    }

    static std::string replaced(const Placed& place, const std::string& original) {
        std::string before;
        if (place.form == Form::statement) {
            for (const auto& [number, code] : place.codes) {
                before.append("if (::plumbline::mutant::on(").append(std::to_string(number));
                before.append(")) { ").append(code).append(" } else ");
            }
            return before + "{ " + original + " }";
        }
        const std::string as = place.form == Form::truth ? "::plumbline::mutant::truth(" : "(";
        for (const auto& [number, code] : place.codes) {
            before.append("::plumbline::mutant::on(").append(std::to_string(number)).append(") ? ");
            before.append(as).append(code).append(") : ");
        }
        return "(" + before + as + original + "))";
    }

    std::string_view text_;
    std::vector<Placed> places_;
    std::size_t next_ = 0;
};

/// Those behind a member's initial value, above the function, or cited next in its body: the first of these that there
/// are.
std::vector<std::string> requirements_at(const Source& source, const Owner& owner, std::size_t index) {
    std::vector<std::string> found = source.requirements_behind(index);
    if (!source.is_type(owner.body) || found.empty()) {
        found = owner.requirements;
    }
    if (!found.empty()) {
        return found;
    }
    for (; index < source.size() && source.owner(index) == &owner; ++index) {
        if (source[index].kind == TokenKind::text && source.is(index - 1, "<")) {
            return requirement_ids(source[index].text);
        }
    }
    return {};
}

std::string with_include(std::string text) {
    const std::string once = "#pragma once\n";
    const std::string include = "#include \"proofs/mutants/mutant.hpp\"\n";
    const std::size_t at = text.find(once);
    return at == std::string::npos ? include + text : text.insert(at + once.size(), include);
}

}  // namespace

int Schemata::number_of(const std::string& file, const Source& source, const Site& site, const Mutation& mutation) {
    const auto next = static_cast<int>(mutants_.size()) + 1;
    if (!site.point.empty()) {
        const auto [known, is_new] = of_point_.emplace(site.point + "/" + mutation.mutated, next);
        if (!is_new) {
            return known->second;
        }
    }
    const Owner* owner = source.owner(site.extent.first);
    Mutant mutant;
    mutant.number = next;
    mutant.file = site.point.empty() ? file : "rules.hpp";
    mutant.function = site.point.empty() && owner != nullptr ? owner->name : site.point;
    const auto begin = source.text().begin();
    const auto here = static_cast<std::ptrdiff_t>(source[site.extent.first].begin);
    mutant.line = static_cast<std::size_t>(std::count(begin, begin + here, '\n')) + 1;
    mutant.kind = mutation.kind;
    mutant.original = mutation.original;
    mutant.mutated = mutation.mutated;
    if (!site.point.empty()) {
        mutant.requirements = of_choice_[mutation.mutated];
    } else if (owner != nullptr) {
        mutant.requirements = requirements_at(source, *owner, site.extent.first);
    }
    mutant.name = mutant.file + " " + mutant.function + ": " + mutation.original + " => " +
                  (mutation.mutated.empty() ? "nothing" : mutation.mutated);
    if (const int times = ++named_[mutant.name]; times > 1) {
        mutant.name += " #" + std::to_string(times);
    }
    mutants_.push_back(std::move(mutant));
    return next;
}

std::string Schemata::rewrite(const std::string& file, const Source& source, bool only_points) {
    const std::vector<Site> sites = only_points ? find_points(source, vocabulary_) : find_sites(source, vocabulary_);
    // What begins first, then what reaches farthest, then what was found first.
    std::vector<std::size_t> order(sites.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Extent& one = sites[a].extent;
        const Extent& other = sites[b].extent;
        return std::tuple(one.first, other.last, a) < std::tuple(other.first, one.last, b);
    });
    std::vector<Placed> places;
    for (const std::size_t index : order) {
        const Site& site = sites[index];
        if (site.mutations.empty()) {
            continue;
        }
        Placed place{source[site.extent.first].begin, source[site.extent.last].end, site.form, {}};
        for (const Mutation& mutation : site.mutations) {
            place.codes.emplace_back(number_of(file, source, site, mutation), mutation.code);
        }
        places.push_back(std::move(place));
    }
    return with_include(Writer(source.text(), std::move(places)).write());
}

}  // namespace plumbline::mutants
