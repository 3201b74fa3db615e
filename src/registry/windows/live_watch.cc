// RegNotifyChangeKeyValue, which tells once and must then be asked again.
#include "registry/windows/live_watch.h"

#include <windows.h>

#include <algorithm>
#include <memory>
#include <type_traits>
#include <utility>

#include "base/windows_key.h"
#include "olkacct/text.h"
#include "registry/windows/live_journal.h"

namespace olkacct::registry {
namespace {

using base::WindowsKey;
using std::chrono::milliseconds;

constexpr DWORD what_changes = REG_NOTIFY_CHANGE_NAME | REG_NOTIFY_CHANGE_LAST_SET;
/// The asking thread may end while another waits. Not in mingw's headers.
constexpr DWORD thread_agnostic = 0x10000000;

/// Between two looks at a commit that is under way; a writer that was killed leaves it so.
constexpr DWORD journal_pause = 1;
constexpr int journal_looks = 200;

struct HandleDeleter {
    void operator()(HANDLE handle) const { ::CloseHandle(handle); }
};
using Event = std::unique_ptr<std::remove_pointer_t<HANDLE>, HandleDeleter>;

class LiveWatch final : public Watch {
  public:
    explicit LiveWatch(std::u16string path) : path_(std::move(path)) {}

    Result<void> begin() {
        changed_.reset(::CreateEventW(nullptr, FALSE, FALSE, nullptr));
        interrupted_.reset(::CreateEventW(nullptr, FALSE, FALSE, nullptr));
        if (changed_ == nullptr || interrupted_ == nullptr) {
            return base::registry_failure(static_cast<LSTATUS>(::GetLastError()),
                                          "no event can be made");
        }
        return ask();
    }

    Result<bool> wait(milliseconds timeout) override {
        const HANDLE events[] = {interrupted_.get(), changed_.get()};
        DWORD left = INFINITE;
        if (timeout != forever) {
            left = static_cast<DWORD>(std::clamp<long long>(timeout.count(), 0, INFINITE - 1LL));
        }
        switch (::WaitForMultipleObjects(2, events, FALSE, left)) {
            case WAIT_OBJECT_0:
            case WAIT_TIMEOUT:
                return false;
            case WAIT_OBJECT_0 + 1:
                return settle().map([] { return true; });
            default:
                return base::registry_failure(static_cast<LSTATUS>(::GetLastError()),
                                              "the registry cannot be waited for");
        }
    }

    void interrupt() noexcept override { ::SetEvent(interrupted_.get()); }

  private:
    /// Until the commit is over. What happens after this is another change.
    Result<void> settle() {
        for (int look = 0;; ++look) {
            const auto is_under_way = has_live_journal();
            if (!is_under_way || !*is_under_way || look == journal_looks) {
                break;
            }
            ::Sleep(journal_pause);
        }
        return ask();
    }

    Result<void> ask() {
        ::ResetEvent(changed_.get());
        if (key_) {
            const LSTATUS status = ask_key();
            if (status != ERROR_KEY_DELETED) {
                return outcome(status);
            }
        }
        auto key = WindowsKey::open(HKEY_CURRENT_USER, path_, KEY_NOTIFY);
        if (!key) {
            return tl::unexpected(key.error());
        }
        if (!*key) {
            return fail(ErrorCode::source_not_found, "there is no such key",
                        "HKEY_CURRENT_USER\\" + to_display(path_));
        }
        key_ = std::move(*key);
        return outcome(ask_key());
    }

    LSTATUS ask_key() {
        return ::RegNotifyChangeKeyValue(key_->get(), TRUE, what_changes | thread_agnostic,
                                         changed_.get(), TRUE);
    }

    static Result<void> outcome(LSTATUS status) {
        return status == ERROR_SUCCESS
                   ? Result<void>()
                   : Result<void>(base::registry_failure(status, "a key cannot be watched"));
    }

    const std::u16string path_;
    Event changed_;
    Event interrupted_;
    std::optional<WindowsKey> key_;
};

}  // namespace

Result<std::unique_ptr<Watch>> watch_live_registry(const std::u16string& path) {
    auto watch = std::make_unique<LiveWatch>(path);
    if (auto begun = watch->begin(); !begun) {
        return tl::unexpected(begun.error());
    }
    return watch;
}

}  // namespace olkacct::registry
