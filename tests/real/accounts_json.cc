// Comparing what we read with the *.accounts.json files.
#include "real/accounts_json.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "olkacct/property.h"
#include "olkacct/text.h"
#include "support/sha256.h"

namespace olkacct::test {
namespace {

using Json = nlohmann::json;

std::string hex(std::span<const std::byte> bytes) {
    std::string text;
    for (const std::byte byte : bytes) {
        text.push_back("0123456789abcdef"[std::to_integer<unsigned>(byte) >> 4]);
        text.push_back("0123456789abcdef"[std::to_integer<unsigned>(byte) & 0xF]);
    }
    return text;
}

std::string id_text(std::uint32_t id) {
    std::string text;
    for (int shift = 28; shift >= 0; shift -= 4) {
        text.push_back("0123456789ABCDEF"[id >> shift & 0xF]);
    }
    return text;
}

Json value_json(const RegistryValue& value) {
    Json json;
    switch (value.type) {
        case registry_type::sz:
            return {{"type", "REG_SZ"}, {"text", to_utf8(decode_string(value))}};
        case registry_type::dword:
            return {{"type", "REG_DWORD"}, {"dword", decode_number(value).value_or(0)}};
        case registry_type::binary:
            if (value.name.ends_with(u" Password")) {
                return {{"type", "REG_BINARY"},
                        {"length", value.data.size()},
                        {"sha256", sha256(value.data)}};
            }
            return {{"type", "REG_BINARY"}, {"hex", hex(value.data)}};
        default:
            return {{"type", value.type}, {"hex", hex(value.data)}};
    }
}

Json counter_json(std::uint64_t counter) {
    std::array<std::byte, 8> bytes{};
    for (std::size_t i = 0; i < 8; ++i) {
        bytes[i] = static_cast<std::byte>(counter >> (8 * i));
    }
    return {{"type", "REG_BINARY"}, {"hex", hex(bytes)}};
}

Json number_json(std::uint32_t number) { return {{"type", "REG_DWORD"}, {"dword", number}}; }

std::string without_last_name(const std::string& path) { return path.substr(0, path.rfind('\\')); }

Json profile_json(const Profile& profile) {
    Json json;
    json["root"] = "HKEY_CURRENT_USER\\" + without_last_name(to_utf8(profile.path));
    std::vector<std::string> sections;
    for (const std::u16string& name : profile.section_names) {
        sections.push_back(to_utf8(name));
    }
    json["sections"] = sections;
    for (const Account& account : profile.accounts) {
        Json values;
        for (const RegistryValue& value : account.values) {
            values[to_utf8(value.name)] = value_json(value);
        }
        json["accounts"][id_text(account.id)] = values;
    }
    if (profile.last_change_ver) {
        json["LastChangeVer"] = counter_json(*profile.last_change_ver);
    }
    if (profile.next_account_id) {
        json["NextAccountID"] = number_json(*profile.next_account_id);
    }
    if (profile.version) {
        json["Version"] = number_json(*profile.version);
    }
    for (const Category category : all_categories) {
        Json ids = Json::array();
        for (const OrderEntry& entry : profile.stored_order[static_cast<std::size_t>(category)]) {
            ids.push_back(entry.id);
        }
        json["order"][category_class_id(category).to_string()] = ids;
    }
    return json;
}

// Where DefaultProfile stands: beside the profiles, or from 15.0 on one key above.
Json default_profile_json(const Profile& profile) {
    std::string key = without_last_name(to_utf8(profile.path));
    if (profile.root == ProfileRoot::office_15 || profile.root == ProfileRoot::office_16) {
        key = without_last_name(key);
    }
    return {{"key", "HKEY_CURRENT_USER\\" + key}, {"value", to_utf8(profile.name)}};
}

// Bytes are compared; the text that some of them stand for is for readers.
void drop_repeated_text(Json& value) {
    if (value.contains("hex")) {
        value.erase("text");
    }
}

Json normal_form(const std::filesystem::path& file) {
    std::ifstream stream(file);
    Json json = Json::parse(stream);
    json.erase("hive");
    for (auto& [name, profile] : json["profiles"].items()) {
        for (auto& [id, account] : profile["accounts"].items()) {
            for (auto& [value_name, value] : account.items()) {
                drop_repeated_text(value);
            }
        }
        drop_repeated_text(profile["LastChangeVer"]);
    }
    return json;
}

}  // namespace

std::string expected_text(const std::filesystem::path& file) { return normal_form(file).dump(1); }

std::string expected_export_text(const std::filesystem::path& file) {
    Json json = normal_form(file);
    json.erase("default_profile");
    return json.dump(1);
}

std::string contents_text(const Contents& contents) {
    Json json;
    for (const Profile& profile : contents.profiles) {
        json["profiles"][to_utf8(profile.name)] = profile_json(profile);
        if (profile.is_default) {
            json["default_profile"] = default_profile_json(profile);
        }
    }
    return json.dump(1);
}

}  // namespace olkacct::test
