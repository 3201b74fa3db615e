// Makes random changes to the accounts of a profile, each a commit, and tells of each.
//   test_change_maker URL COUNT SEED
// Writes a line for each that is done: `created ID`, `changed ID`, `deleted ID`, `order`. The last
// one names account 1 "end". Account 1 is never deleted. Ends with 1 and `failed ...` on anything
// that waiting would not mend.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>

#include "olkacct/edits.h"
#include "olkacct/source.h"
#include "support/running_program.h"

namespace olkacct::test {
namespace {

constexpr std::uint32_t tag_name = 0x0002001F;
constexpr std::uint32_t tag_display_name = 0x000B001F;
constexpr std::uint32_t tag_address = 0x000C001F;
constexpr std::size_t most_accounts = 14;

std::u16string numbered(std::u16string_view word, int number) {
    std::u16string text(word);
    for (const char digit : std::to_string(number)) text.push_back(static_cast<char16_t>(digit));
    return text;
}

class Maker {
  public:
    Maker(Source source, unsigned seed)
        : source_(std::move(source)), editor_(source_.shared_store()), random_(seed) {}

    // Until it is done: readers and writers of some stores keep each other out.
    Result<void> make(int number) {
        for (;;) {
            auto done = try_one(number);
            if (done) {
                pause();
                return {};
            }
            const ErrorCode code = done.error().code;
            if (code != ErrorCode::source_busy && code != ErrorCode::conflict &&
                code != ErrorCode::changed_while_reading)
                return tl::unexpected(done.error());
        }
    }

    Result<void> end() {
        for (;;) {
            const auto done = run(edits::set_properties({{}, 1}, {{tag_name, u"end"}}));
            if (done) {
                say("changed 1");
                return {};
            }
            if (done.error().code != ErrorCode::source_busy) return tl::unexpected(done.error());
        }
    }

  private:
    std::size_t below(std::size_t limit) { return random_() % limit; }

    // Some follow each other at once, some come alone.
    void pause() {
        if (below(8) == 0) std::this_thread::sleep_for(std::chrono::microseconds(below(3000)));
    }

    Result<void> run(const Edit& edit) {
        auto done = editor_.run(edit);
        if (!done) return tl::unexpected(std::move(done.error()));
        return {};
    }

    Result<void> try_one(int number) {
        auto contents = source_.read();
        if (!contents) return tl::unexpected(std::move(contents.error()));
        const Profile& profile = contents->profiles.at(0);
        const std::size_t kind = below(100);
        if (kind < 6 && profile.accounts.size() < most_accounts) return create(number);
        if (kind < 12 && profile.accounts.size() > 2) return remove(profile);
        if (kind < 30) return reorder(profile, number);
        return change(profile, number);
    }

    Result<void> create(int number) {
        NewAccount account;
        account.properties = {{tag_name, numbered(u"account ", number)}};
        if (below(2) == 0) {
            account.kind = AccountKind::data_file;
            account.data_file = numbered(u"C:\\mail\\", number) + u".pst";
        } else {
            account.kind = AccountKind::imap;
            account.incomplete = true;
            account.properties.push_back({tag_address, numbered(u"a", number) + u"@example.com"});
        }
        const auto id = std::make_shared<std::uint32_t>(0);
        return run(edits::create_account({}, std::move(account), id)).map([&] {
            say("created " + std::to_string(*id));
        });
    }

    std::uint32_t any_account(const Profile& profile, std::size_t from) {
        return profile.accounts[from + below(profile.accounts.size() - from)].id;
    }

    Result<void> remove(const Profile& profile) {
        const std::uint32_t id = any_account(profile, 1);
        return run(edits::delete_account({{}, id})).map([&] {
            say("deleted " + std::to_string(id));
        });
    }

    Result<void> reorder(const Profile& profile, int number) {
        const Category category = all_categories[below(category_count)];
        const auto before = profile.order(category);
        auto ids = before;
        std::ranges::shuffle(ids, random_);
        if (ids == before) return change(profile, number);
        return run(edits::set_order({}, category, std::move(ids))).map([] { say("order"); });
    }

    Result<void> change(const Profile& profile, int number) {
        const std::uint32_t id = any_account(profile, 0);
        std::vector<NewProperty> properties = {{tag_name, numbered(u"name ", number)}};
        const Account& account = *profile.find_account(id);
        if (account.type == AccountType::imap && below(2) == 0)
            properties.push_back({tag_display_name, numbered(u"display ", number)});
        return run(edits::set_properties({{}, id}, std::move(properties))).map([&] {
            say("changed " + std::to_string(id));
        });
    }

    Source source_;
    Editor editor_;
    std::mt19937 random_;
};

int run(const std::string& url, int count, unsigned seed) {
    auto source = Source::open(url);
    if (!source) {
        say("failed to open: " + source.error().what);
        return 1;
    }
    Maker maker(std::move(*source), seed);
    Result<void> done;
    for (int i = 0; done && i < count; ++i) done = maker.make(i);
    if (done) done = maker.end();
    if (!done) {
        say("failed " + done.error().what + " (" + done.error().where + ")");
        return 1;
    }
    return 0;
}

}  // namespace
}  // namespace olkacct::test

int main(int count, char** arguments) {
    if (count != 4) return 2;
    return olkacct::test::run(arguments[1], std::atoi(arguments[2]),
                              static_cast<unsigned>(std::atoi(arguments[3])));
}
