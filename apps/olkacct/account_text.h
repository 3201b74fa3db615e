// An account as JSON members and as table cells.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "olkacct/profile.h"

namespace olkacct::app {

/// What people know an account by; nullopt when it has no such property.
struct Identification {
    std::optional<std::u16string> name;
    std::optional<std::u16string> email;
    std::optional<std::u16string> server;
};

Identification identify(const Profile& profile, const Account& account);

/// `{"source":...,"root":...,"profile":...`: how every line about this profile begins.
std::string line_start(std::string_view source, const Profile& profile);

/// `,"id":...,"type":...,"name":...,"email":...,"server":...,"categories":[...]`
void append_account_members(std::string& out, const Profile& profile, const Account& account);

/// `,"properties":{...},"property_sources":{...}`
void append_properties_member(std::string& out, const Profile& profile, const Account& account);

/// `,"values":{...}`
void append_values_member(std::string& out, const Account& account);

/// `mail store`
std::string categories_cell(const CategorySet& categories);

/// Empty for nullopt.
std::string text_cell(const std::optional<std::u16string>& text);

}  // namespace olkacct::app
