// That a kernel object of a known name exists is the lock: it goes with the last handle to it, also
// when a process is killed, and unlike a mutex it does not belong to a thread.
#include "registry/windows/writer_lock.h"

#include <sddl.h>

#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "base/windows_key.h"
#include "registry/windows/local_memory.h"

namespace olkacct::registry {
namespace {

constexpr int attempts = 400;
constexpr DWORD pause = 5;  // milliseconds

/// The user's SID as text; empty when Windows does not tell.
std::wstring user_name() {
    HANDLE token = nullptr;
    if (::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &token) == FALSE) {
        return {};
    }
    const std::unique_ptr<std::remove_pointer_t<HANDLE>, decltype(&::CloseHandle)> owned(
        token, &::CloseHandle);
    DWORD size = 0;
    ::GetTokenInformation(token, TokenUser, nullptr, 0, &size);
    std::vector<std::max_align_t> buffer(size / sizeof(std::max_align_t) + 1);
    if (::GetTokenInformation(token, TokenUser, buffer.data(), size, &size) == FALSE) {
        return {};
    }
    wchar_t* text = nullptr;
    if (::ConvertSidToStringSidW(reinterpret_cast<const TOKEN_USER*>(buffer.data())->User.Sid,
                                 &text) == FALSE) {
        return {};
    }
    const std::unique_ptr<wchar_t, LocalDeleter> owned_text(text);
    return text;
}

}  // namespace

Result<WriterLock> WriterLock::take() {
    // The user may be logged on in several sessions.
    const std::wstring name = L"Global\\olkacct registry writer " + user_name();
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const HANDLE handle = ::CreateEventW(nullptr, TRUE, FALSE, name.c_str());
        const DWORD outcome = ::GetLastError();
        if (handle != nullptr && outcome != ERROR_ALREADY_EXISTS) {
            return WriterLock(handle);
        }
        if (handle == nullptr && outcome != ERROR_ACCESS_DENIED) {
            return base::registry_failure(static_cast<LSTATUS>(outcome),
                                          "the writer's lock cannot be made");
        }
        if (handle != nullptr) {
            ::CloseHandle(handle);
        }
        ::Sleep(pause);
    }
    return fail(ErrorCode::source_busy, "another program is writing", "the registry");
}

WriterLock::~WriterLock() {
    if (handle_ != nullptr) {
        ::CloseHandle(handle_);
    }
}

}  // namespace olkacct::registry
