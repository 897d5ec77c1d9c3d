#include "tests/saved_form/draft.hpp"

#include <algorithm>
#include <stdexcept>

namespace plumbline::saved_form_test {
namespace {

constexpr std::size_t header = 18;

/// Appends to the body and notes where things are.
class Assembler {
public:
    explicit Assembler(Assembled& to) : to_(to) {}

    void put(const std::string& stream, const DraftStream& records) {
        for (const DraftRecord& one : records) {
            const Bytes bytes = record(one.type, one.value);
            to_.record[{stream, one.type}] = offset();
            to_.value[{stream, one.type}] = offset() + bytes.size() - one.value.size();
            append(bytes);
        }
        to_.end[stream] = offset();
    }

    /// A record of the body that lists streams.
    void put_list(std::uint64_t type, const std::string& name, const std::vector<DraftStream>& streams) {
        Bytes list;
        std::vector<std::size_t> begins;
        for (const DraftStream& stream : streams) {
            Bytes content;
            for (const DraftRecord& one : stream) {
                content = joined({content, record(one.type, one.value)});
            }
            list = joined({list, entry(content)});
            begins.push_back(list.size() - content.size());
        }
        const Bytes bytes = record(type, list);
        to_.record[{"form", type}] = offset();
        const std::size_t value = offset() + bytes.size() - list.size();
        to_.value[{"form", type}] = value;
        append(bytes);
        const Bytes whole = body_;
        for (std::size_t number = 0; number < streams.size(); ++number) {
            body_.resize(value + begins[number] - header);
            put(name + " " + std::to_string(number), streams[number]);
        }
        body_ = whole;
    }

    void finish() { to_.form = form(body_); }

private:
    [[nodiscard]] std::size_t offset() const { return header + body_.size(); }

    void append(const Bytes& bytes) { body_.insert(body_.end(), bytes.begin(), bytes.end()); }

    Assembled& to_;
    Bytes body_;
};

DraftStream channel(std::uint64_t scid) {
    return {{0, number(8, scid)},
            {2, joined({number(2, 483), number(8, 1'000'000'000)})},
            {4, {0}},
            {6, Bytes(32, static_cast<std::uint8_t>(scid))},
            {8, joined({number(8, 70), number(8, 1000)})},
            {10, joined({number(8, 80), number(8, 1000), number(8, 900)})}};
}

DraftStream htlc(std::uint64_t incoming, std::uint64_t id, std::uint64_t outgoing, std::uint8_t bucket) {
    DraftStream stream{{0, joined({number(8, incoming), number(8, id)})},
                       {2, number(8, outgoing)},
                       {4, number(8, 1'000)},
                       {6, number(8, 10)},
                       {8, number(8, 2'000)},
                       {10, joined({number(8, 1500), number(4, 800'000), number(4, 800'040)})},
                       {12, {0, static_cast<std::uint8_t>(bucket == 0 ? 0 : 1)}},
                       {14, {bucket}}};
    if (bucket == 0) {
        stream.push_back({16, number(2, 20 + id)});
    }
    return stream;
}

}  // namespace

DraftStream& Draft::stream(const std::string& name) {
    if (name == "form") {
        return before;
    }
    const std::size_t number = std::stoul(name.substr(name.find(' ')));
    return name[0] == 'c' ? channels.at(number) : htlcs.at(number);
}

Bytes& Draft::value(const DraftPlace& place) {
    DraftStream& records = stream(place.first);
    const auto found =
        std::find_if(records.begin(), records.end(), [&](const DraftRecord& one) { return one.type == place.second; });
    if (found == records.end()) {
        throw std::logic_error("no such record");
    }
    return found->value;
}

Draft Draft::usual() {
    Draft draft;
    draft.before = {{2, number(8, 2000)}};
    draft.channels = {channel(11), channel(22), channel(33), channel(44)};
    draft.channels[0].push_back({12, joined({number(8, 22), number(8, 1200), number(8, 33), number(8, 1300)})});
    draft.htlcs = {htlc(11, 0, 22, 0), htlc(11, 1, 22, 1), htlc(11, 2, 33, 2), htlc(11, 3, 33, 0), htlc(22, 0, 11, 0)};
    return draft;
}

Assembled assembled(const Draft& draft) {
    Assembled result;
    Assembler assembler(result);
    assembler.put("form", draft.before);
    assembler.put_list(4, "channel", draft.channels);
    assembler.put_list(6, "htlc", draft.htlcs);
    assembler.put("form", draft.after);
    assembler.finish();
    return result;
}

}  // namespace plumbline::saved_form_test
