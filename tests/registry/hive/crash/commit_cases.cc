// Builds the cases with the builder of test hives, which changes only the pages that it must.
#include "registry/hive/crash/commit_cases.h"

#include <algorithm>
#include <functional>

#include "support/base_block.h"
#include "support/hive_builder.h"
#include "support/log_builder.h"

namespace olkacct::registry::hive {

namespace {

using test::Bytes;
using test::HiveBuilder;
using Change = std::function<void(HiveBuilder&)>;

constexpr std::uint32_t sequence = 40;
// There is a tail behind the bins.
constexpr std::size_t typical_size = 32 * 1024;

// One hive through its states.
struct Story {
    explicit Story(const test::HiveOptions& options = {}) : builder(options) {
        const auto accounts = builder.add_path(HiveBuilder::root, u"Software\\Accounts");
        for (const auto* name : {u"1", u"2", u"3"}) {
            const auto key = builder.add_key(accounts, name);
            builder.set_text(key, u"Name", u"An account with a name");
            builder.set_dword(key, u"Number", 1);
        }
        note();
    }

    HiveBuilder::KeyId account() {
        return *builder.find_key(
            *builder.find_key(*builder.find_key(HiveBuilder::root, u"Software"), u"Accounts"),
            u"1");
    }
    // Goes on to the next state.
    void change(const Change& change) {
        change(builder);
        note();
    }
    void set_number(std::uint32_t number) {
        change([&](HiveBuilder& hive) { hive.set_dword(account(), u"Number", number); });
    }
    // A hive file of this state.
    Bytes file(std::size_t state, std::uint32_t first = sequence, std::uint32_t second = sequence,
               std::size_t size = typical_size) const {
        Bytes bytes = heads[state];
        test::set_sequences(bytes, first, second);
        test::append(bytes, bins[state]);
        bytes.resize(std::max(bytes.size(), size));
        return bytes;
    }

    HiveBuilder builder;
    std::vector<Bytes> bins;
    std::vector<Bytes> heads;

  private:
    void note() {
        bins.push_back(builder.bins());
        heads.push_back(builder.base_block(sequence, sequence));
        // The clock of a test hive stands still.
        test::put64(heads.back(), 12, 132500000000000000 + heads.size() * 10'000'000);
        test::put64(bins.back(), 20, test::get_number(heads.back(), 12, 8));
    }
};

CommitCase finished(std::string name, Story& story, test::FileContents files,
                    std::size_t first = 0) {
    story.set_number(77);
    CommitCase made{.name = std::move(name), .files = std::move(files)};
    made.bins.assign(story.bins.begin() + static_cast<std::ptrdiff_t>(first), story.bins.end());
    made.old_format = test::get32(story.heads[0], 24) < 5;
    return made;
}

test::FileContents beside(Bytes primary, Bytes log1 = {}, Bytes log2 = {}) {
    return {{case_path, std::move(primary)},
            {case_path + ".LOG1", std::move(log1)},
            {case_path + ".LOG2", std::move(log2)}};
}

// A clean hive with empty logs.
CommitCase changed(const std::string& name, const std::function<void(Story&)>& change,
                   const test::HiveOptions& options = {}, std::size_t size = typical_size) {
    Story story(options);
    change(story);
    return finished(name, story, beside(story.file(0, sequence, sequence, size)));
}

CommitCase edited(const std::string& name, const std::function<void(Story&, HiveBuilder&)>& edit,
                  const test::HiveOptions& options = {}, std::size_t size = typical_size) {
    return changed(
        name, [&](Story& story) { story.change([&](HiveBuilder& hive) { edit(story, hive); }); },
        options, size);
}

void add_edits(std::vector<CommitCase>& cases) {
    const auto edit = [&](auto&&... arguments) { cases.push_back(edited(arguments...)); };
    edit("number set", [](Story& s, HiveBuilder& h) { h.set_dword(s.account(), u"Number", 2); });
    edit("text grown", [](Story& s, HiveBuilder& h) {
        h.set_text(s.account(), u"Name", std::u16string(900, u'n'));
    });
    edit("value replaced by a smaller one",
         [](Story& s, HiveBuilder& h) { h.set_text(s.account(), u"Name", u""); });
    edit("big value", [](Story& s, HiveBuilder& h) {
        h.set_binary(s.account(), u"Big", Bytes(40000, std::byte{0x42}));
    });
    edit("key created", [](Story& s, HiveBuilder& h) {
        const auto key = h.add_key(s.account(), u"Ключ");
        h.set_class(key, u"class");
        h.set_text(key, u"", u"default");
    });
    edit("keys deleted", [](Story&, HiveBuilder& h) {
        const auto accounts = *h.find_key(*h.find_key(HiveBuilder::root, u"Software"), u"Accounts");
        h.remove_key(*h.find_key(accounts, u"2"));
        h.remove_key(*h.find_key(accounts, u"3"));
    });
    edit(
        "list split",
        [](Story& s, HiveBuilder& h) {
            for (const auto* name : {u"a", u"b", u"c", u"d", u"e"}) h.add_key(s.account(), name);
        },
        test::HiveOptions{.leaf_capacity = 3});
    edit(
        "growth in a file of the exact size",
        [](Story& s, HiveBuilder& h) {
            h.set_binary(s.account(), u"Growth", Bytes(9000, std::byte{0x47}));
        },
        test::HiveOptions{}, std::size_t{0});
    edit("growth by more than a step", [](Story& s, HiveBuilder& h) {
        for (const auto* name : {u"a", u"b", u"c"}) {
            h.set_binary(s.account(), name, Bytes(100000, std::byte{0x47}));
        }
    });
    edit("many keys", [](Story& s, HiveBuilder& h) {
        for (char16_t letter = u'a'; letter <= u'z'; ++letter) {
            h.set_text(h.add_key(s.account(), std::u16string(3, letter)), u"Name",
                       std::u16string(300, letter));
        }
    });
    const test::HiveOptions old{.minor_version = 3, .list_kind = test::ListKind::lf};
    edit(
        "old format, number set",
        [](Story& s, HiveBuilder& h) { h.set_dword(s.account(), u"Number", 2); }, old);
    edit(
        "old format, growth",
        [](Story& s, HiveBuilder& h) {
            h.set_binary(s.account(), u"Growth", Bytes(9000, std::byte{0x47}));
        },
        old, std::size_t{0});
}

// Hives that were not closed, whose logs lead to the state before the first commit.
void add_dirty_hives(std::vector<CommitCase>& cases) {
    const auto add = [&](const std::string& name, const test::HiveOptions& options,
                         const std::function<test::FileContents(const Story&)>& files) {
        Story story(options);
        story.change([&](HiveBuilder& hive) {
            hive.set_binary(story.account(), u"Growth", Bytes(9000, std::byte{0x47}));
        });
        story.change([&](HiveBuilder& hive) { hive.add_key(story.account(), u"recovered"); });
        story.set_number(3);
        auto put = files(story);
        cases.push_back(finished(name, story, std::move(put), 2));
    };
    const auto log = [](const Story& story, std::uint32_t number, std::size_t from,
                        std::size_t to) {
        return test::new_format_log(story.heads[from], number,
                                    std::span(story.bins).subspan(from, to - from + 1));
    };
    add("dirty, one log", {}, [&](const Story& story) {
        return beside(story.file(0, sequence + 1, sequence), log(story, sequence, 0, 2));
    });
    add("dirty, chain over two logs", {}, [&](const Story& story) {
        return beside(story.file(0, sequence + 1, sequence, 0), log(story, sequence, 0, 1),
                      log(story, sequence + 1, 1, 2));
    });
    add("dirty, chain from the second log to the first", {}, [&](const Story& story) {
        return beside(story.file(0, sequence + 1, sequence), log(story, sequence + 1, 1, 2),
                      log(story, sequence, 0, 1));
    });
    add("dirty, only the second log", {}, [&](const Story& story) {
        return test::FileContents{{case_path, story.file(0, sequence + 1, sequence)},
                                  {case_path + ".LOG2", log(story, sequence, 0, 2)}};
    });
    add("torn header", {}, [&](const Story& story) {
        auto file = story.file(0, sequence + 1, sequence);
        file[508] ^= std::byte{1};
        return beside(std::move(file), log(story, sequence, 0, 2));
    });
    add("old format, dirty", {.minor_version = 3, .list_kind = test::ListKind::lf},
        [&](const Story& story) {
            auto head = story.heads[2];
            test::set_sequences(head, sequence + 1, sequence);
            test::append(head, story.bins[0]);
            return beside(std::move(head), test::old_format_log(story.heads[2], sequence + 1,
                                                                story.bins[0], story.bins[2]));
        });
}

// Clean hives whose logs are missing, or must not be replayed behind ours.
void add_log_states(std::vector<CommitCase>& cases) {
    const auto add = [&](const std::string& name, const test::HiveOptions& options,
                         const std::function<test::FileContents(const Story&)>& files) {
        Story story(options);
        story.set_number(2);
        Story foreign(options);
        foreign.set_number(98);
        foreign.set_number(99);
        auto put = files(foreign);
        put[case_path] = story.file(0);
        cases.push_back(finished(name, story, std::move(put)));
    };
    const auto log = [](const Story& story, std::uint32_t number) {
        return test::new_format_log(story.heads[0], number, story.bins);
    };
    const std::string log1 = case_path + ".LOG1";
    const std::string log2 = case_path + ".LOG2";
    add("no logs", {}, [&](const Story&) { return test::FileContents{}; });
    add("no second log", {}, [&](const Story&) { return test::FileContents{{log1, Bytes()}}; });
    add("logs in another case", {}, [&](const Story& other) {
        return test::FileContents{{"folder/ntuser.dat.LOG1", log(other, sequence - 3)},
                                  {"folder/ntuser.dat.LOG2", Bytes()}};
    });
    add("a second log that would follow ours", {}, [&](const Story& other) {
        return test::FileContents{{log1, log(other, sequence - 3)},
                                  {log2, log(other, sequence + 1)}};
    });
    add("a second log with our number", {}, [&](const Story& other) {
        return test::FileContents{{log1, Bytes()}, {log2, log(other, sequence)}};
    });
    add("a single log of XP that is newer", {}, [&](const Story& other) {
        return test::FileContents{{case_path + ".LOG", log(other, sequence + 5)}};
    });
    add("entries behind ours that would follow it", {}, [&](const Story& other) {
        // Ours takes 512 bytes and one page, rounded up: exactly there the stale one begins.
        auto stale = log(other, sequence);
        test::renumber_log_entry(stale, test::log_entries(stale)[1], sequence + 1);
        return test::FileContents{{log1, stale}, {log2, Bytes()}};
    });
    const test::HiveOptions old{.minor_version = 3, .list_kind = test::ListKind::lf};
    add("old format, a second log of a later time", old, [&](const Story& other) {
        auto head = other.heads[2];
        test::put64(head, 12, 0x01F0000000000000);
        return test::FileContents{
            {log1, Bytes()},
            {log2, test::old_format_log(head, sequence - 1, other.bins[0], other.bins[2])}};
    });
}

// Sequence numbers wrap.
void add_wrap(std::vector<CommitCase>& cases) {
    Story story;
    story.set_number(2);
    cases.push_back(
        finished("the last sequence number", story, beside(story.file(0, 0xFFFFFFFF, 0xFFFFFFFF))));
}

}  // namespace

std::vector<CommitCase> commit_cases() {
    std::vector<CommitCase> cases;
    add_edits(cases);
    add_dirty_hives(cases);
    add_log_states(cases);
    add_wrap(cases);
    return cases;
}

PendingPages changed_pages(const Bytes& before, const Bytes& after) {
    PendingPages pending{.bins_size = static_cast<std::uint32_t>(after.size())};
    for (std::uint32_t at = 0; at < after.size(); at += page_size) {
        const auto page = std::span(after).subspan(at, page_size);
        if (at + page_size > before.size() ||
            !std::ranges::equal(page, std::span(before).subspan(at, page_size))) {
            std::ranges::copy(page, pending.pages[at].begin());
        }
    }
    return pending;
}

}  // namespace olkacct::registry::hive
