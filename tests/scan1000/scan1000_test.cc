// A thousand hives of a made-up company give exactly the accounts that were put into them.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "base/utf16.h"
#include "olkacct/source.h"
#include "olkacct/text.h"
#include "scan1000/hives_cache.h"
#include "support/bytes.h"

namespace olkacct::test {
namespace {

constexpr std::uint32_t clean_count = 1000;
constexpr std::uint32_t short_dirty_count = 100;

using Lines = std::vector<std::string>;

// File name to its lines without that column.
std::map<std::string, Lines> read_truth(const std::filesystem::path& path) {
    std::map<std::string, Lines> truth;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        const auto tab = line.find('\t');
        truth[line.substr(0, tab)].push_back(line.substr(tab + 1));
    }
    return truth;
}

std::string data_text(const RegistryValue& value) {
    if (value.type == registry_type::sz || value.type == registry_type::expand_sz) {
        const auto text = base::from_utf16le(value.data);
        return to_wtf8(text.substr(0, text.find(u'\0')));
    }
    if (value.type == registry_type::dword) return std::to_string(get32(value.data, 0));
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const auto byte : value.data) {
        text += digits[std::to_integer<std::size_t>(byte) >> 4];
        text += digits[std::to_integer<std::size_t>(byte) & 15];
    }
    return text;
}

Result<Lines> read_hive(const std::filesystem::path& path, bool replay_logs) {
    const auto source = Source::open(path.string(), {.replay_logs = replay_logs});
    if (!source) return tl::unexpected(source.error());
    const auto contents = source->read();
    if (!contents) return tl::unexpected(contents.error());
    Lines lines;
    for (const auto& profile : contents->profiles) {
        for (const auto& account : profile.accounts) {
            std::array<char, 9> key{};
            (void)std::snprintf(key.data(), key.size(), "%08X", account.id);
            for (const auto& value : account.values) {
                lines.push_back(to_wtf8(profile.name) + '\t' + key.data() + '\t' +
                                to_wtf8(value.name) + '\t' + std::to_string(value.type) + '\t' +
                                data_text(value));
            }
        }
    }
    return lines;
}

// The lines themselves hold password bytes and are not for a test's output.
std::string difference(const Lines& ours, const Lines& truth) {
    if (ours.size() != truth.size()) {
        return std::to_string(ours.size()) + " values instead of " + std::to_string(truth.size());
    }
    const auto [our, their] = std::mismatch(ours.begin(), ours.end(), truth.begin());
    if (our == ours.end()) return {};
    return "line " + std::to_string(our - ours.begin()) + " differs";
}

void expect_truth(const HiveFolder& hives, std::uint32_t count, bool replay_logs) {
    const auto truth = read_truth(replay_logs ? hives.replayed : hives.truth);
    ASSERT_EQ(truth.size(), count);
    for (const auto& [name, lines] : truth) {
        const auto ours = read_hive(hives.folder / name, replay_logs);
        ASSERT_TRUE(ours.has_value()) << name << ": " << ours.error().what;
        EXPECT_EQ(difference(*ours, lines), "") << name;
    }
}

std::uint32_t dirty_count() {
    return std::getenv("OLKACCT_LONG") != nullptr ? clean_count : short_dirty_count;
}

TEST(ThousandHives, are_read_value_for_value) {
    expect_truth(cached_hives(clean_count, false), clean_count, false);
}

TEST(ThousandHives, are_read_with_what_their_logs_hold) {
    expect_truth(cached_hives(dirty_count(), true), dirty_count(), true);
}

TEST(ThousandHives, are_read_without_their_logs_when_asked) {
    expect_truth(cached_hives(dirty_count(), true), dirty_count(), false);
}

}  // namespace
}  // namespace olkacct::test
