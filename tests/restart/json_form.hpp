// Durable state, node state and actions as JSON: objects with the chapters' names, folded over the Hana structs.
//
// IDs are numbers, an inbound key is "channel/htlc", 32 bytes are 64 hexadecimal digits, a variant is an object with a
// `kind`, and what is absent is left out. Lists may be left out where they are empty, and false may.
#pragma once

#include "reference/restart/reconstruct.hpp"

#include <boost/hana/accessors.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <nlohmann/json.hpp>

#include <set>
#include <stdexcept>

namespace plumbline::restart {

using Json = nlohmann::ordered_json;

/// What of a JSON text is not as it should be, and where: "/manager/channels/0/channel_id: …".
class JsonFormError : public std::runtime_error {
public:
    JsonFormError(const std::string& place, const std::string& what) : std::runtime_error(place + ": " + what) {}
};

/// The names of an enumeration's values, in their order.
template <class Enum>
constexpr std::span<const std::string_view> enum_names();

inline constexpr std::array<std::string_view, 5> kInboundStates{
    "RemoteAnnounced", "AwaitingRemoteRevokeToAnnounce", "AwaitingAnnouncedRemoteRevoke", "Committed", "LocalRemoved"};
inline constexpr std::array<std::string_view, 2> kUpdateAdds{"WithOnion", "Forwarded"};
inline constexpr std::array<std::string_view, 2> kRemovals{"claimed", "failed"};
inline constexpr std::array<std::string_view, 5> kOutboundStates{
    "LocalAnnounced", "Committed", "RemoteRemoved", "AwaitingRemoteRevokeToRemove", "AwaitingRemovedRemoteRevoke"};
inline constexpr std::array<std::string_view, 3> kPaymentStates{"Retryable", "Fulfilled", "Abandoned"};
inline constexpr std::array<std::string_view, 2> kOrigins{"own", "trampoline"};

// clang-format off
template <> constexpr std::span<const std::string_view> enum_names<InboundState>() { return kInboundStates; }
template <> constexpr std::span<const std::string_view> enum_names<InboundUpdateAdd>() { return kUpdateAdds; }
template <> constexpr std::span<const std::string_view> enum_names<Removal>() { return kRemovals; }
template <> constexpr std::span<const std::string_view> enum_names<OutboundState>() { return kOutboundStates; }
template <> constexpr std::span<const std::string_view> enum_names<PaymentState>() { return kPaymentStates; }
template <> constexpr std::span<const std::string_view> enum_names<PaymentOrigin>() { return kOrigins; }

// clang-format on

template <class T>
concept NamedEnum = std::is_enum_v<T> && std::same_as<std::underlying_type_t<T>, std::uint8_t>;
template <class T>
concept NumberId = std::is_enum_v<T> && std::same_as<std::underlying_type_t<T>, std::uint64_t>;

std::string hex(std::span<const std::uint8_t> bytes);
/// Throws JsonFormError.
void from_hex(const Json& json, const std::string& place, std::span<std::uint8_t> bytes);
InboundKey inbound_key_from(const Json& json, const std::string& place);

template <class T>
Json to_json(const T& value);
template <class T>
void from_json(const Json& json, const std::string& place, T& value);

namespace detail {

template <class T>
struct IsVector : std::false_type {};

template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

template <class T>
struct IsOptional : std::false_type {};

template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
struct IsVariant : std::false_type {};

template <class... T>
struct IsVariant<std::variant<T...>> : std::true_type {};

template <class T>
struct IsBytes : std::false_type {};

template <class T>
struct IsBytes<Bytes32<T>> : std::true_type {};

// Whether a member may be left out, and then is as if value-initialised.
template <class T>
inline constexpr bool kMayBeAbsent = IsVector<T>::value || IsOptional<T>::value || std::same_as<T, bool>;

template <class T>
void members_from(const Json& json, const std::string& place, T& value) {
    if (!json.is_object()) {
        throw JsonFormError(place, "is no object");
    }
    std::set<std::string, std::less<>> known{"kind"};
    boost::hana::for_each(boost::hana::accessors<T>(), [&](const auto& member) {
        const char* const name = boost::hana::to<const char*>(boost::hana::first(member));
        auto& target = boost::hana::second(member)(value);
        using Member = std::remove_cvref_t<decltype(target)>;
        known.insert(name);
        if (json.contains(name)) {
            from_json(json.at(name), place + "/" + name, target);
        } else if (!kMayBeAbsent<Member>) {
            throw JsonFormError(place, std::string("has no ") + name);
        }
    });
    for (const auto& [name, member] : json.items()) {
        if (!known.contains(name)) {
            throw JsonFormError(place, "has a member " + name + ", which is not known");
        }
    }
}

template <class Variant, std::size_t Place = 0>
void variant_from(const Json& json, const std::string& place, const std::string& kind, Variant& value) {
    if constexpr (Place == std::variant_size_v<Variant>) {
        throw JsonFormError(place, "is of no known kind");
    } else {
        using Alternative = std::variant_alternative_t<Place, Variant>;
        if (kind == Alternative::kKind) {
            members_from(json, place, value.template emplace<Place>());
        } else {
            variant_from<Variant, Place + 1>(json, place, kind, value);
        }
    }
}

template <class T>
Json members_to(const T& value) {
    Json json = Json::object();
    if constexpr (requires { T::kKind; }) {
        json["kind"] = T::kKind;
    }
    boost::hana::for_each(boost::hana::accessors<T>(), [&](const auto& member) {
        const auto& content = boost::hana::second(member)(value);
        using Member = std::remove_cvref_t<decltype(content)>;
        if (!kMayBeAbsent<Member> || content != Member{}) {
            json[boost::hana::to<const char*>(boost::hana::first(member))] = to_json(content);
        }
    });
    return json;
}

}  // namespace detail

template <class T>
Json to_json(const T& value) {
    if constexpr (std::same_as<T, bool>) {
        return value;
    } else if constexpr (NamedEnum<T>) {
        return enum_names<T>()[static_cast<std::size_t>(value)];
    } else if constexpr (NumberId<T>) {
        return static_cast<std::uint64_t>(value);
    } else if constexpr (std::same_as<T, InboundKey>) {
        return text(value);
    } else if constexpr (detail::IsBytes<T>::value) {
        return hex(value.bytes);
    } else if constexpr (detail::IsOptional<T>::value) {
        return to_json(*value);
    } else if constexpr (detail::IsVariant<T>::value) {
        return std::visit([](const auto& one) { return to_json(one); }, value);
    } else if constexpr (detail::IsVector<T>::value) {
        Json json = Json::array();
        for (const auto& element : value) {
            json.push_back(to_json(element));
        }
        return json;
    } else {
        static_assert(boost::hana::Struct<T>::value);
        return detail::members_to(value);
    }
}

template <class T>
void from_json(const Json& json, const std::string& place, T& value) {
    if constexpr (std::same_as<T, bool>) {
        if (!json.is_boolean()) {
            throw JsonFormError(place, "is neither true nor false");
        }
        value = json.get<bool>();
    } else if constexpr (NamedEnum<T>) {
        const auto names = enum_names<T>();
        const auto found =
            json.is_string() ? std::find(names.begin(), names.end(), json.get_ref<const std::string&>()) : names.end();
        if (found == names.end()) {
            throw JsonFormError(place, "is none of the known names");
        }
        value = static_cast<T>(found - names.begin());
    } else if constexpr (NumberId<T>) {
        if (!json.is_number_unsigned()) {
            throw JsonFormError(place, "is no number from 0 below 2^64");
        }
        value = T{json.get<std::uint64_t>()};
    } else if constexpr (std::same_as<T, InboundKey>) {
        value = inbound_key_from(json, place);
    } else if constexpr (detail::IsBytes<T>::value) {
        from_hex(json, place, value.bytes);
    } else if constexpr (detail::IsOptional<T>::value) {
        from_json(json, place, value.emplace());
    } else if constexpr (detail::IsVariant<T>::value) {
        const bool named = json.is_object() && json.contains("kind") && json.at("kind").is_string();
        detail::variant_from(json, place, named ? json.at("kind").get<std::string>() : "", value);
    } else if constexpr (detail::IsVector<T>::value) {
        if (!json.is_array()) {
            throw JsonFormError(place, "is no list");
        }
        for (std::size_t i = 0; i < json.size(); ++i) {
            from_json(json[i], place + "/" + std::to_string(i), value.emplace_back());
        }
    } else {
        static_assert(boost::hana::Struct<T>::value);
        detail::members_from(json, place, value);
    }
}

}  // namespace plumbline::restart
