// Small profiles in memory for the tests of this folder.
#include "profile/profile_content.h"

#include <gtest/gtest.h>

#include "registry/memory/memory_store.h"

namespace olkacct::test {
namespace {

std::vector<std::byte> utf16(std::u16string_view content) {
    std::vector<std::byte> data;
    for (const char16_t unit : content) {
        data.push_back(static_cast<std::byte>(unit & 0xFF));
        data.push_back(static_cast<std::byte>(unit >> 8));
    }
    data.resize(data.size() + 2);
    return data;
}

std::vector<std::byte> dword(std::uint32_t content) {
    std::vector<std::byte> data;
    for (int shift = 0; shift < 32; shift += 8) {
        data.push_back(static_cast<std::byte>(content >> shift & 0xFF));
    }
    return data;
}

}  // namespace

RegistryValue text(std::u16string name, std::u16string_view content) {
    return {std::move(name), registry_type::sz, utf16(content)};
}

RegistryValue old_text(std::u16string name, std::u16string_view content) {
    return {std::move(name), registry_type::binary, utf16(content)};
}

RegistryValue number(std::u16string name, std::uint32_t content) {
    return {std::move(name), registry_type::dword, dword(content)};
}

RegistryValue binary(std::u16string name, std::vector<std::byte> content) {
    return {std::move(name), registry_type::binary, std::move(content)};
}

RegistryValue order(std::u16string_view list, std::initializer_list<std::uint32_t> ids) {
    std::vector<std::byte> data;
    for (const std::uint32_t id : ids) {
        const auto bytes = dword(id);
        data.insert(data.end(), bytes.begin(), bytes.end());
    }
    return binary(std::u16string(list), std::move(data));
}

std::vector<std::byte> uid(std::uint8_t seed) {
    return std::vector<std::byte>(16, std::byte{seed});
}

std::u16string section_key(std::uint8_t seed) {
    constexpr std::u16string_view digits = u"0123456789abcdef";
    std::u16string name;
    for (int i = 0; i < 16; ++i) {
        name.push_back(digits[seed >> 4]);
        name.push_back(digits[seed & 0xF]);
    }
    return name;
}

std::vector<std::byte> joined_uids(std::initializer_list<std::uint8_t> seeds) {
    std::vector<std::byte> data;
    for (const std::uint8_t seed : seeds) {
        data.insert(data.end(), 16, std::byte{seed});
    }
    return data;
}

Content key(std::u16string name, std::vector<RegistryValue> values, std::vector<Content> subkeys) {
    return {.name = std::move(name), .values = std::move(values), .subkeys = std::move(subkeys)};
}

Content account(std::u16string name, std::string_view class_id, std::vector<RegistryValue> values) {
    values.insert(values.begin(), text(u"clsid", std::u16string(class_id.begin(), class_id.end())));
    return key(std::move(name), std::move(values));
}

Content below(std::u16string_view path, Content content) {
    while (!path.empty()) {
        const std::size_t start = path.rfind(u'\\');
        const bool last = start == std::u16string_view::npos;
        std::u16string name(last ? path : path.substr(start + 1));
        path = last ? std::u16string_view() : path.substr(0, start);
        content = key(std::move(name), {}, {std::move(content)});
    }
    return key({}, {}, {std::move(content)});
}

Content profile_hive(std::vector<RegistryValue> values, std::vector<Content> accounts,
                     std::vector<Content> sections) {
    sections.push_back(
        key(u"9375CFF0413111d3B88A00104B2A6676", std::move(values), std::move(accounts)));
    return below(office_16_path, key(u"Profiles", {}, {key(u"P", {}, std::move(sections))}));
}

Source memory_source(const Content& content) {
    return Source(registry::make_memory_store("memory", testing_support::to_tree(content)));
}

Contents read(const Content& content, const ReadOptions& options) {
    auto contents = memory_source(content).read(options);
    EXPECT_TRUE(contents.has_value()) << contents.error().what;
    return contents ? std::move(*contents) : Contents();
}

Profile read_profile(const Content& content, const ReadOptions& options) {
    Contents contents = read(content, options);
    EXPECT_EQ(contents.profiles.size(), 1U);
    return contents.profiles.empty() ? Profile() : std::move(contents.profiles.front());
}

}  // namespace olkacct::test
