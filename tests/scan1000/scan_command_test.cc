// The command's scan over a thousand hives says what was put into them, value for value.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scan1000/hives_cache.h"

namespace olkacct::test {
namespace {

using Json = nlohmann::ordered_json;

// File, profile and account to the values of the account: name, type and data.
using Accounts = std::map<std::string, std::vector<std::string>>;

std::string account_key(const std::string& file, const std::string& profile, unsigned id) {
    return file + '\t' + profile + '\t' + std::to_string(id);
}

std::string secret_text(const std::string& name, std::size_t bytes) {
    return name + "\tsecret of " + std::to_string(bytes) + " bytes";
}

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> columns;
    std::size_t start = 0;
    for (int i = 0; i < 5; ++i) {
        const std::size_t end = line.find('\t', start);
        columns.push_back(line.substr(start, end - start));
        start = end + 1;
    }
    columns.push_back(line.substr(start));
    return columns;
}

Accounts read_accounts(const std::filesystem::path& path) {
    Accounts accounts;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        const auto columns = split(line);
        const auto id = static_cast<unsigned>(std::stoul(columns[2], nullptr, 16));
        const bool secret = columns[3].ends_with("Password");
        accounts[account_key(columns[0], columns[1], id)].push_back(
            secret ? secret_text(columns[3], columns[5].size() / 2)
                   : columns[3] + '\t' + columns[4] + '\t' + columns[5]);
    }
    return accounts;
}

std::string type_number(const std::string& name) {
    static const std::map<std::string, std::string> numbers = {
        {"REG_SZ", "1"}, {"REG_EXPAND_SZ", "2"}, {"REG_BINARY", "3"}, {"REG_DWORD", "4"}};
    const auto found = numbers.find(name);
    return found == numbers.end() ? name : found->second;
}

void take(const Json& line, Accounts& accounts) {
    const auto source = line.at("source").get<std::string>();
    auto& values = accounts[account_key(source.substr(source.rfind('/') + 1), line.at("profile"),
                                        line.at("id").get<unsigned>())];
    for (const auto& [name, value] : line.at("values").items()) {
        if (value.contains("present")) {
            values.push_back(secret_text(name, value.at("bytes").get<std::size_t>()));
            continue;
        }
        const auto& data = value.at("data");
        values.push_back(name + '\t' + type_number(value.at("type")) + '\t' +
                         (data.is_string() ? data.get<std::string>() : data.dump()));
    }
}

Accounts scan(const std::filesystem::path& folder) {
    const char* command = std::getenv("OLKACCT_COMMAND");
    EXPECT_NE(command, nullptr) << "the test runner names the command";
    Accounts accounts;
    const std::string line = "'" + std::string(command != nullptr ? command : "false") +
                             "' scan --format json '" + folder.string() + "' 2>/dev/null";
    std::FILE* output = popen(line.c_str(), "r");
    std::string text;
    std::array<char, 65536> block{};
    for (std::size_t got = 0; (got = std::fread(block.data(), 1, block.size(), output)) > 0;) {
        text.append(block.data(), got);
    }
    EXPECT_EQ(pclose(output), 0);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        take(Json::parse(text.substr(at, end - at)), accounts);
        at = end + 1;
    }
    return accounts;
}

void expect_truth(const std::filesystem::path& folder, const std::filesystem::path& truth) {
    const Accounts expected = read_accounts(truth);
    const Accounts found = scan(folder);
    EXPECT_EQ(found.size(), expected.size());
    for (const auto& [account, values] : expected) {
        const auto ours = found.find(account);
        ASSERT_NE(ours, found.end()) << account;
        EXPECT_TRUE(ours->second == values) << account;
    }
}

TEST(ScanCommand, says_of_a_thousand_hives_what_is_in_them) {
    const HiveFolder hives = cached_hives(1000, false);
    expect_truth(hives.folder, hives.truth);
}

TEST(ScanCommand, says_of_dirty_hives_what_their_logs_add) {
    const HiveFolder hives =
        cached_hives(std::getenv("OLKACCT_LONG") != nullptr ? 1000 : 100, true);
    expect_truth(hives.folder, hives.replayed);
}

}  // namespace
}  // namespace olkacct::test
