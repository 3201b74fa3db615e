// One process changes accounts at random, another listens: what it hears and rebuilds from that.
#include <gtest/gtest.h>
#include <olkacct/accthelper.h>
#include <olkacct/acctmgmt.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "accounts/source_follower.h"
#include "olkacct/edits.h"
#include "support/owned.h"
#include "support/process_stores.h"
#include "support/running_program.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

int change_count() { return std::getenv("OLKACCT_LONG") != nullptr ? 20000 : 2000; }

constexpr std::array<const CLSID*, 3> categories = {&CLSID_OlkMail, &CLSID_OlkAddressBook,
                                                    &CLSID_OlkStore};
constexpr std::array<DWORD, 3> tags = {PROP_ACCT_NAME, PROP_ACCT_USER_DISPLAY_NAME,
                                       PROP_ACCT_USER_EMAIL_ADDR};

using Texts = std::array<std::u16string, tags.size()>;
using Orders = std::array<std::vector<DWORD>, categories.size()>;

// All that the changes of the other process can touch.
struct State {
    std::map<DWORD, Texts> accounts;
    Orders orders;

    bool operator==(const State&) const = default;
};

Owned<IOlkAccountManager> open_manager() {
    const WCHAR profile[] = {'A', 'n', 'n', 0};
    Owned<IOlkAccountHelper> helper;
    EXPECT_EQ(OlkCreateAccountHelper(profile, nullptr, IID_IOlkAccountHelper,
                                     reinterpret_cast<void**>(helper.put())),
              S_OK);
    Owned<IOlkAccountManager> manager;
    EXPECT_EQ(
        OlkCreateAccountManager(IID_IOlkAccountManager, reinterpret_cast<void**>(manager.put())),
        S_OK);
    EXPECT_EQ(manager->Init(helper.get(), ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
    return manager;
}

// False when there is no such account.
bool read(IOlkAccountManager& manager, DWORD id, Texts& texts) {
    ACCT_VARIANT wanted{};
    wanted.dwType = PT_LONG;
    wanted.Val.dw = id;
    Owned<IOlkAccount> account;
    if (FAILED(manager.FindAccount(PROP_ACCT_ID, &wanted, account.put()))) return false;
    texts = {};
    for (std::size_t i = 0; i < tags.size(); ++i) {
        ACCT_VARIANT value{};
        if (FAILED(account->GetProp(tags[i], &value))) continue;
        texts[i] = std::u16string(value.Val.pwsz,
                                  value.Val.pwsz + std::char_traits<WCHAR>::length(value.Val.pwsz));
        account->FreeMemory(reinterpret_cast<BYTE*>(value.Val.pwsz));
    }
    return true;
}

Orders read_orders(IOlkAccountManager& manager) {
    Orders orders;
    for (std::size_t i = 0; i < categories.size(); ++i) {
        DWORD count = 0;
        DWORD* list = nullptr;
        EXPECT_EQ(manager.GetOrder(categories[i], &count, &list), S_OK);
        orders[i].assign(list, list + count);
        manager.FreeMemory(reinterpret_cast<BYTE*>(list));
    }
    return orders;
}

State read_state(IOlkAccountManager& manager) {
    State state;
    Owned<IOlkEnum> accounts;
    EXPECT_EQ(manager.EnumerateAccounts(nullptr, nullptr, 0, accounts.put()), S_OK);
    for (;;) {
        Owned<IUnknown> unknown;
        if (accounts->GetNext(unknown.put()) != S_OK) break;
        Owned<IOlkAccount> account;
        unknown->QueryInterface(IID_IOlkAccount, reinterpret_cast<void**>(account.put()));
        ACCT_VARIANT id{};
        EXPECT_EQ(account->GetProp(PROP_ACCT_ID, &id), S_OK);
        EXPECT_TRUE(read(manager, id.Val.dw, state.accounts[id.Val.dw]));
    }
    state.orders = read_orders(manager);
    return state;
}

// Rebuilds the state from events alone, and finds fault with them.
class Rebuilder final : public IOlkAccountNotify {
  public:
    // `tells_each`: every commit has its events, also one that a later one hides.
    Rebuilder(IOlkAccountManager& manager, bool tells_each)
        : manager_(manager), tells_each_(tells_each), state_(read_state(manager)) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
    ULONG STDMETHODCALLTYPE AddRef() override { return 2; }
    ULONG STDMETHODCALLTYPE Release() override { return 1; }
    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, LPWSTR*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Notify(DWORD event, DWORD id, DWORD) override {
        const std::lock_guard lock(mutex_);
        take(event, id);
        changed_.notify_all();
        return S_OK;
    }

    // Until the state is this one and nothing is announced that did not come, or it takes too long.
    bool wait_for(const State& state) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(20),
                                 [&] { return state_ == state && doomed_ == 0; });
    }
    std::vector<std::string> events() const {
        const std::lock_guard lock(mutex_);
        return events_;
    }
    std::vector<std::string> faults() const {
        const std::lock_guard lock(mutex_);
        return faults_;
    }

  private:
    void fault(const std::string& what, DWORD id) {
        faults_.push_back(what + ' ' + std::to_string(id) + " at event " +
                          std::to_string(events_.size()));
    }

    void take(DWORD event, DWORD id) {
        Texts texts;
        const bool is_there = id != 0 && read(manager_, id, texts);
        const bool was_there = state_.accounts.contains(id);
        take_orders();
        if (doomed_ != 0 && (event != NOTIFY_ACCT_DELETED || id != doomed_) &&
            event != NOTIFY_ACCT_PREDELETED)
            fault("something between predeleted and deleted of", doomed_);
        switch (event) {
            case NOTIFY_ACCT_CREATED:
                events_.push_back("created " + std::to_string(id));
                if (was_there) fault("created again", id);
                // What was deleted again before anybody looked cannot be shown.
                if (!is_there && !tells_each_) fault("created and not there", id);
                state_.accounts[id] = texts;
                break;
            case NOTIFY_ACCT_CHANGED:
                events_.push_back("changed " + std::to_string(id));
                if (!was_there) fault("changed and not known", id);
                if (!is_there && !tells_each_) fault("changed and not there", id);
                if (!tells_each_ && state_.accounts[id] == texts) fault("no difference in", id);
                state_.accounts[id] = texts;
                break;
            case NOTIFY_ACCT_PREDELETED:
                events_.push_back("predeleted " + std::to_string(id));
                if (!was_there) fault("predeleted and not known", id);
                if (!is_there && !tells_each_) fault("predeleted and gone", id);
                if (!tells_each_ && state_.accounts[id] != texts)
                    fault("predeleted in another state than before", id);
                announced_.push_back(id);
                doomed_ = announced_.front();
                break;
            case NOTIFY_ACCT_DELETED:
                events_.push_back("deleted " + std::to_string(id));
                if (is_there) fault("deleted and there", id);
                if (announced_.empty() || announced_.front() != id)
                    fault("deleted and not announced", id);
                else
                    announced_.erase(announced_.begin());
                doomed_ = announced_.empty() ? 0 : announced_.front();
                state_.accounts.erase(id);
                break;
            case NOTIFY_ACCT_ORDER_CHANGED:
                events_.push_back("order");
                check_order();
                break;
            default:
                fault("an unknown event of", id);
        }
    }

    // All events of a step are told when it is shown, that of an order last.
    void take_orders() {
        Orders now = read_orders(manager_);
        if (now == state_.orders) return;
        before_ = std::exchange(state_.orders, std::move(now));
    }

    // Accounts that came or went with it do not count.
    void check_order() {
        bool same = true;
        for (std::size_t i = 0; i < before_.size(); ++i)
            same = same &&
                   common(before_[i], state_.orders[i]) == common(state_.orders[i], before_[i]);
        if (same && !tells_each_) fault("no difference in an order", 0);
        before_ = state_.orders;
    }

    static std::vector<DWORD> common(std::vector<DWORD> list, const std::vector<DWORD>& other) {
        std::erase_if(list, [&](DWORD id) { return std::ranges::count(other, id) == 0; });
        return list;
    }

    IOlkAccountManager& manager_;
    const bool tells_each_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    State state_;
    // Before they were last changed, until that was told.
    Orders before_ = state_.orders;
    std::vector<DWORD> announced_;
    DWORD doomed_ = 0;
    std::vector<std::string> events_;
    std::vector<std::string> faults_;
};

// What the other process says that it did, as events.
class ChangeMaker {
  public:
    ChangeMaker(const std::string& url, int count, int seed)
        : program_({CHANGE_MAKER, url, std::to_string(count), std::to_string(seed)}) {}

    // False at the end.
    bool take_line() {
        auto line = program_.next_line();
        if (!line) return false;
        if (line->starts_with("deleted ")) events.push_back("pre" + *line);
        events.push_back(std::move(*line));
        return true;
    }
    int finish() { return program_.finish(); }

    std::vector<std::string> events;

  private:
    RunningProgram program_;
};

void append(std::vector<std::string>& events, const std::vector<accounts::ProfileStep>& steps) {
    for (const accounts::ProfileStep& step : steps) {
        for (const accounts::AccountEvent& event : step.events) {
            const std::string id = std::to_string(event.account);
            switch (event.kind) {
                case accounts::AccountEventKind::created:
                    events.push_back("created " + id);
                    break;
                case accounts::AccountEventKind::changed:
                    events.push_back("changed " + id);
                    break;
                case accounts::AccountEventKind::deleted:
                    events.push_back("predeleted " + id);
                    events.push_back("deleted " + id);
                    break;
                default:
                    events.emplace_back("order");
            }
        }
    }
}

class TwoProcesses : public testing::TestWithParam<std::string> {
  protected:
    TwoProcesses() : url_(make_store_at(folder_ / ("store." + GetParam()), GetParam())) {
        const Editor editor = *Editor::open(url_);
        EXPECT_TRUE(editor.run(edits::create_profile({u"Ann", ProfileRoot::office_16})));
        NewAccount first;
        first.kind = AccountKind::data_file;
        first.properties = {{PROP_ACCT_NAME, std::u16string(u"first")}};
        first.data_file = u"C:\\first.pst";
        EXPECT_TRUE(editor.run(edits::create_account({}, std::move(first))));
        EXPECT_EQ(OlkSetAccountSource(url_.c_str()), S_OK);
    }
    ~TwoProcesses() override { OlkSetAccountSource(nullptr); }

    TempDir folder_;
    std::string url_;
};

TEST_P(TwoProcesses, agree_on_what_happened_after_many_random_changes) {
    const bool has_log = GetParam() == "sqlite";
    const auto manager = open_manager();
    DWORD cookie = 0;
    Rebuilder rebuilder(*manager.get(), has_log);
    ASSERT_EQ(manager->Advise(&rebuilder, &cookie), S_OK);
    auto stopped = accounts::SourceFollower::begin(*Source::open(url_), {}, std::nullopt);
    ASSERT_TRUE(stopped.has_value());
    std::uint64_t since = stopped->sequence();
    std::vector<std::string> resumed;

    ChangeMaker maker(url_, change_count(), 1);
    const int rest = change_count() / 5;
    for (int i = 1; maker.take_line(); ++i) {
        if (!has_log || i % rest != 0) continue;
        // A watcher that comes back now and then.
        auto again = accounts::SourceFollower::begin(*Source::open(url_), {}, since);
        ASSERT_TRUE(again.has_value()) << again.error().what;
        append(resumed, *again->look());
        since = again->sequence();
    }
    EXPECT_EQ(maker.finish(), 0) << maker.events.back();

    EXPECT_TRUE(rebuilder.wait_for(read_state(*open_manager().get())))
        << "what was rebuilt is not what is there";
    EXPECT_EQ(rebuilder.faults(), std::vector<std::string>());
    const auto heard = rebuilder.events();
    if (has_log) {
        EXPECT_EQ(heard, maker.events);
        auto again = accounts::SourceFollower::begin(*Source::open(url_), {}, since);
        ASSERT_TRUE(again.has_value());
        append(resumed, *again->look());
        EXPECT_EQ(resumed, maker.events);
    } else {
        EXPECT_LE(heard.size(), maker.events.size());
        EXPECT_GT(heard.size(), maker.events.size() / 50);
    }
    EXPECT_EQ(manager->Unadvise(cookie), S_OK);
    std::cout << "    " << maker.events.size() << " events made, " << heard.size() << " heard\n";
}

INSTANTIATE_TEST_SUITE_P(Stores, TwoProcesses, testing::ValuesIn(process_store_kinds()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace olkacct::test
