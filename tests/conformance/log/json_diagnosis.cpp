#include "tests/conformance/log/json_diagnosis.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <vector>

namespace plumbline::conformance {
namespace {

/// Follows a second, slower parser to the place where the line stops being JSON.
class Follower {
public:
    using number_integer_t = nlohmann::json::number_integer_t;
    using number_unsigned_t = nlohmann::json::number_unsigned_t;
    using number_float_t = nlohmann::json::number_float_t;
    using string_t = nlohmann::json::string_t;
    using binary_t = nlohmann::json::binary_t;

    bool null() { return value(); }

    bool boolean(bool /*value*/) { return value(); }

    bool number_integer(number_integer_t /*value*/) { return value(); }

    bool number_unsigned(number_unsigned_t /*value*/) { return value(); }

    bool number_float(number_float_t /*value*/, const string_t& digits) {
        if (digits.find_first_of(".eE") == string_t::npos) {
            problem = digits + " does not fit 64 bits";
            return false;
        }
        return value();
    }

    bool string(const string_t& /*value*/) { return value(); }

    bool binary(const binary_t& /*value*/) { return value(); }

    bool start_object(std::size_t /*size*/) { return open(false); }

    bool start_array(std::size_t /*size*/) { return open(true); }

    bool end_object() { return close(); }

    bool end_array() { return close(); }

    bool key(const string_t& name) {
        levels_.back().name = name;
        return true;
    }

    bool parse_error(std::size_t position, const std::string& /*token*/, const nlohmann::json::exception& error) {
        stopped_at = position;
        // Out of range is what it says of 1e400; all else is a syntax error, which is told in our words.
        constexpr int number_out_of_range = 406;
        if (error.id == number_out_of_range) {
            problem = "the number is too large";
        }
        return false;
    }

    [[nodiscard]] std::string path() const {
        std::string path;
        for (const Level& level : levels_) {
            if (level.is_array) {
                path += "[" + std::to_string(level.index) + "]";
            } else if (!level.name.empty()) {
                path += (path.empty() ? "" : ".") + level.name;
            }
        }
        return path;
    }

    std::string problem;
    std::size_t stopped_at = 0;

private:
    struct Level {
        bool is_array = false;
        std::size_t index = 0;
        std::string name;
    };

    /// A value is complete: the path goes on behind it.
    bool value() {
        if (!levels_.empty()) {
            ++levels_.back().index;
            levels_.back().name.clear();
        }
        return true;
    }

    bool open(bool is_array) {
        levels_.push_back({is_array, 0, {}});
        return true;
    }

    bool close() {
        levels_.pop_back();
        return value();
    }

    std::vector<Level> levels_;
};

/// The word around a position, as someone who looks for it would see it.
std::string_view word_at(std::string_view line, std::size_t position) {
    const auto in_word = [](char letter) {
        return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '+' || letter == '-' || letter == '.';
    };
    std::size_t begin = std::min(position, line.size());
    begin = begin == 0 ? 0 : begin - 1;
    std::size_t end = begin + 1;
    if (begin < line.size() && in_word(line[begin])) {
        while (begin > 0 && in_word(line[begin - 1])) {
            --begin;
        }
        while (end < line.size() && in_word(line[end])) {
            ++end;
        }
    }
    constexpr std::size_t longest_word = 40;
    return line.substr(begin, std::min(end - begin, longest_word));
}

bool printable(std::string_view word) {
    return std::all_of(word.begin(), word.end(),
                       [](char letter) { return std::isprint(static_cast<unsigned char>(letter)) != 0; });
}

std::string describe_stop(std::string_view line, std::size_t position) {
    if (position > line.size()) {
        return "the line ends in the middle of a JSON value";
    }
    const std::string_view word = word_at(line, position);
    const std::string where = "the line is not JSON at column " + std::to_string(word.data() - line.data() + 1);
    return printable(word) ? where + ", at \"" + std::string(word) + "\"" : where;
}

}  // namespace

std::string why_not_json(std::string_view line, std::string_view parser_says) {
    if (std::all_of(line.begin(), line.end(),
                    [](char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; })) {
        return "the line is blank; each line of a log is a JSON object";
    }
    if (line.starts_with("\xEF\xBB\xBF")) {
        return "the file begins with a byte order mark; a log is plain UTF-8";
    }
    Follower follower;
    if (nlohmann::json::sax_parse(line, &follower)) {
        return "the line is not JSON that can be read: " + std::string(parser_says);
    }
    const std::string path = follower.path();
    const std::string problem = follower.problem.empty() ? describe_stop(line, follower.stopped_at) : follower.problem;
    return path.empty() ? problem : "field `" + path + "`: " + problem;
}

}  // namespace plumbline::conformance
