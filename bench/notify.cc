// From the end of a commit to the callback in another process, on each kind of store, beside a bare
// wake-up by inotify in the same run; and what a watcher costs that has nothing to do.
//   olkacct_notify <scratch folder>
#include <olkacct/accthelper.h>
#include <olkacct/acctmgmt.h>
#include <sched.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "measure.h"
#include "olkacct/edits.h"
#include "olkacct/source.h"
#include "registry/open_store.h"
#include "report.h"

namespace olkacct::bench {
namespace {

namespace fs = std::filesystem;

constexpr int rounds = 400;
constexpr int accounts = 8;
constexpr double wake_ups = 3;
constexpr double idle_seconds = 5;
constexpr double idle_percent = 0.1;
// So that whoever is to be woken sleeps.
constexpr std::chrono::milliseconds pause{2};

template <class T>
T must(Result<T> outcome) {
    if (!outcome) throw std::runtime_error(outcome.error().what + " " + outcome.error().where);
    if constexpr (!std::is_void_v<T>) return *std::move(outcome);
}

void must_be_done(bool done, const char* what) {
    if (!done) throw std::runtime_error(what);
}

double seconds_of(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Whoever is woken must not run in the place of who woke it, or it is heard before the commit
// returns.
void stay_on(int processor) {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    CPU_SET(processor, &allowed);
    ::sched_setaffinity(0, sizeof allowed, &allowed);
}

// In memory that both processes have.
struct Heard {
    std::atomic<int> count{0};
    std::atomic<double> at{0};

    void now() {
        at = seconds_of(CLOCK_MONOTONIC);
        ++count;
    }
};

// A process that hears something, until it is told to end.
class Listener {
  public:
    // `listen` calls the function it is given as soon as it listens.
    explicit Listener(const std::function<void(Heard&, const std::function<void()>&)>& listen)
        : heard_(new (::mmap(nullptr, sizeof(Heard), PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0)) Heard) {
        child_ = ::fork();
        must_be_done(child_ >= 0, "fork");
        if (child_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            stay_on(1);
            try {
                listen(*heard_, [this] { ++heard_->count; });
            } catch (const std::exception& problem) {
                std::fprintf(stderr, "listener: %s\n", problem.what());
            }
            ::_exit(1);
        }
        wait_for(1);
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
        ::munmap(heard_, sizeof(Heard));
    }

    // Seconds from what `act` returns to the moment in which it was heard.
    double delay_after(const std::function<double()>& act) {
        const int before = heard_->count;
        std::this_thread::sleep_for(pause);
        const double end = act();
        wait_for(before + 1);
        return heard_->at - end;
    }

    [[nodiscard]] double processor_seconds() const {
        clockid_t clock{};
        must_be_done(::clock_getcpuclockid(child_, &clock) == 0, "clock_getcpuclockid");
        return seconds_of(clock);
    }

  private:
    void wait_for(int count) const {
        // Asleep, as long as the other process needs a processor.
        for (int i = 0; heard_->count < count; ++i) {
            must_be_done(i < 100000, "nothing was heard");
            must_be_done(::waitpid(child_, nullptr, WNOHANG) == 0, "the listener ended");
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
    }

    Heard* heard_;
    pid_t child_ = 0;
};

// What any program pays that is woken by a file.
class Bare {
  public:
    explicit Bare(const fs::path& folder)
        : path_((folder / "bare").string()),
          file_(std::fopen(path_.c_str(), "w")),
          listener_([this](Heard& heard, const std::function<void()>& ready) {
              const int queue = ::inotify_init1(IN_CLOEXEC);
              must_be_done(::inotify_add_watch(queue, path_.c_str(), IN_MODIFY) >= 0, "inotify");
              ready();
              std::array<char, 4096> events;
              while (::read(queue, events.data(), events.size()) > 0) heard.now();
          }) {}
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;
    ~Bare() { std::fclose(file_); }

    // The write is part of it: whoever is woken may run before it has returned.
    double wake() {
        return listener_.delay_after([this] {
            const double begin = seconds_of(CLOCK_MONOTONIC);
            must_be_done(::pwrite(::fileno(file_), "x", 1, 0) == 1, "write");
            return begin;
        });
    }

  private:
    std::string path_;
    std::FILE* file_;
    Listener listener_;
};

class Sink final : public IOlkAccountNotify {
  public:
    explicit Sink(Heard& heard) : heard_(heard) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
    ULONG STDMETHODCALLTYPE AddRef() override { return 2; }
    ULONG STDMETHODCALLTYPE Release() override { return 1; }
    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, LPWSTR*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Notify(DWORD, DWORD, DWORD) override {
        heard_.now();
        return S_OK;
    }

  private:
    Heard& heard_;
};

void listen_to(const std::string& url, Heard& heard, const std::function<void()>& ready) {
    const WCHAR profile[] = {'A', 'n', 'n', 0};
    must_be_done(OlkSetAccountSource(url.c_str()) == S_OK, "OlkSetAccountSource");
    IOlkAccountHelper* helper = nullptr;
    must_be_done(OlkCreateAccountHelper(profile, nullptr, IID_IOlkAccountHelper,
                                        reinterpret_cast<void**>(&helper)) == S_OK,
                 "helper");
    IOlkAccountManager* manager = nullptr;
    must_be_done(
        OlkCreateAccountManager(IID_IOlkAccountManager, reinterpret_cast<void**>(&manager)) == S_OK,
        "manager");
    must_be_done(manager->Init(helper, ACCT_INIT_NOSYNCH_MAPI_ACCTS) == S_OK, "Init");
    Sink sink(heard);
    DWORD cookie = 0;
    must_be_done(manager->Advise(&sink, &cookie) == S_OK, "Advise");
    ready();
    for (;;) ::pause();
}

// A profile of a few accounts, and one value of the first that is changed.
class Scratch {
  public:
    Scratch(const fs::path& folder, const std::string& kind)
        : url_(kind + ":" + (folder / ("store." + kind)).string()),
          store_(must(registry::create_store(url_, base::system_files()))) {
        const Editor editor(store_);
        must(editor.run(edits::create_profile({u"Ann", ProfileRoot::office_16})));
        for (int i = 0; i < accounts; ++i) {
            NewAccount account;
            account.kind = i == 0 ? AccountKind::data_file : AccountKind::imap;
            account.incomplete = i != 0;
            account.properties = {{PROP_ACCT_NAME, text(i)}};
            if (i == 0) account.data_file = u"C:\\first.pst";
            must(editor.run(edits::create_account({}, std::move(account))));
        }
        account_ = must(Source(store_).read()).profiles.at(0).path +
                   u"\\9375CFF0413111d3B88A00104B2A6676\\00000002";
    }

    // Gives the moment in which the commit had returned.
    double commit() {
        const auto writer = must(store_->begin_write());
        const auto key = must(find_path(*writer, writer->root(), account_));
        RegistryValue value{u"Account Name", registry_type::sz, {}};
        for (const char16_t unit : text(++number_) + u'\0') {
            value.data.push_back(static_cast<std::byte>(unit & 0xFF));
            value.data.push_back(static_cast<std::byte>(unit >> 8));
        }
        must(writer->set_value(key.value(), std::move(value)));
        must(writer->commit());
        return seconds_of(CLOCK_MONOTONIC);
    }

    // One read of everything from a file that has just been changed.
    double read() {
        const auto begin = std::chrono::steady_clock::now();
        const auto contents = must(Source(store_).read());
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        must_be_done(contents.profiles.size() == 1, "the profile is gone");
        return took.count();
    }

    [[nodiscard]] const std::string& url() const { return url_; }

  private:
    static std::u16string text(int number) {
        const std::string digits = std::to_string(1000000 + number);
        return u"account " + std::u16string(digits.begin(), digits.end());
    }

    std::string url_;
    std::shared_ptr<registry::Store> store_;
    std::u16string account_;
    int number_ = accounts;  // no name that an account has already
};

// Both in turn, so that what else the machine does meets both.
void measure(const fs::path& folder, const std::string& kind, Bare& bare, Report& report) {
    Scratch scratch(folder, kind);
    Listener listener([&](Heard& heard, const std::function<void()>& ready) {
        listen_to(scratch.url(), heard, ready);
    });
    std::vector<double> ours;
    std::vector<double> theirs;
    std::vector<double> reads;
    for (int i = 0; i < rounds; ++i) {
        theirs.push_back(bare.wake());
        ours.push_back(listener.delay_after([&] { return scratch.commit(); }));
        if (kind == "reg") reads.push_back(scratch.read());
    }
    Paired found{.left = median(ours), .right = median(theirs)};
    found.shortest_left = *std::ranges::min_element(ours);
    found.shortest_right = *std::ranges::min_element(theirs);
    if (kind == "reg") {
        // Three wake-ups and a parse; in units of that.
        found.right = wake_ups * found.right + median(reads);
        found.ratio = found.right / found.left;
        report.slower("reg: commit to callback, 3 wake-ups + parse", found, 1);
    } else {
        found.ratio = found.right / found.left;
        report.slower(kind + ": commit to callback, bare wake-up", found, wake_ups);
    }
    const double before = listener.processor_seconds();
    std::this_thread::sleep_for(std::chrono::duration<double>(idle_seconds));
    const double used = listener.processor_seconds() - before;
    report.at_most(kind + ": an idle watcher", 100 * used / idle_seconds, idle_percent,
                   "% of a processor");
}

int run(const fs::path& parent) {
    const fs::path folder = parent / ("notify." + std::to_string(::getpid()));
    fs::create_directories(folder);
    int missed = 0;
    stay_on(0);
    {
        Report report;
        Bare bare(folder);
        for (const char* const kind : {"sqlite", "hive", "reg"})
            measure(folder, kind, bare, report);
        missed = report.missed();
    }
    fs::remove_all(folder);
    return missed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace olkacct::bench

int main(int count, char** arguments) {
    if (count != 2) {
        std::fprintf(stderr, "usage: olkacct_notify <scratch folder>\n");
        return 2;
    }
    try {
        return olkacct::bench::run(arguments[1]);
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "olkacct_notify: %s\n", problem.what());
        return 1;
    }
}
