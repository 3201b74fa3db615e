// cmd.exe by CreateProcess.
#include <windows.h>

#include <fcntl.h>
#include <io.h>

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/windows_path.h"
#include "shell.h"

namespace olkacct::app {
namespace {

class Handle {
  public:
    explicit Handle(HANDLE handle = nullptr) : handle_(handle) {}
    Handle(Handle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Handle() {
        if (handle_ != nullptr && handle_ != INVALID_HANDLE_VALUE) {
            ::CloseHandle(handle_);
        }
    }
    [[nodiscard]] HANDLE get() const { return handle_; }
    HANDLE release() { return std::exchange(handle_, nullptr); }

  private:
    HANDLE handle_;
};

std::wstring wide(const std::string& text) { return base::native_path(text).wstring(); }

std::wstring_view name_of(std::wstring_view variable) {
    // Windows has variables whose names begin with the sign.
    return variable.substr(0, variable.find(L'=', 1));
}

bool same_name(std::wstring_view one, std::wstring_view other) {
    return ::CompareStringOrdinal(one.data(), static_cast<int>(one.size()), other.data(),
                                  static_cast<int>(other.size()), TRUE) == CSTR_EQUAL;
}

// Each ended by a zero, and one more at the end.
std::wstring environment_with(const std::vector<std::string>& given) {
    std::vector<std::wstring> variables;
    for (const std::string& one : given) {
        variables.push_back(wide(one));
    }
    wchar_t* const block = ::GetEnvironmentStringsW();
    for (const wchar_t* at = block; at != nullptr && *at != L'\0';) {
        const std::wstring_view variable(at);
        at += variable.size() + 1;
        if (std::ranges::none_of(variables, [variable](const std::wstring& own) {
                return same_name(name_of(own), name_of(variable));
            })) {
            variables.emplace_back(variable);
        }
    }
    ::FreeEnvironmentStringsW(block);
    std::wstring out;
    for (const std::wstring& variable : variables) {
        out += variable + L'\0';
    }
    return out + L'\0';
}

tl::unexpected<Error> failed() {
    const auto error = static_cast<int>(::GetLastError());
    return fail(ErrorCode::call_failed,
                "cannot be started: " + std::error_code(error, std::system_category()).message());
}

}  // namespace

Result<ShellEnd> run_in_shell(const ShellCommand& command) {
    SECURITY_ATTRIBUTES inherited{};
    inherited.nLength = sizeof inherited;
    inherited.bInheritHandle = TRUE;
    STARTUPINFOW start{};
    start.cb = sizeof start;
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdInput = ::GetStdHandle(STD_INPUT_HANDLE);
    start.hStdOutput = ::GetStdHandle(STD_OUTPUT_HANDLE);
    start.hStdError = ::GetStdHandle(STD_ERROR_HANDLE);
    Handle nothing;
    if (!command.has_input) {
        nothing = Handle(::CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                       &inherited, OPEN_EXISTING, 0, nullptr));
        start.hStdInput = nothing.get();
    }
    Handle reading;
    Handle writing;
    if (command.read_output) {
        HANDLE ends[2] = {};
        if (::CreatePipe(&ends[0], &ends[1], nullptr, 0) == 0) {
            return failed();
        }
        reading = Handle(ends[0]);
        writing = Handle(ends[1]);
        ::SetHandleInformation(ends[1], HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
        start.hStdOutput = ends[1];
    }
    // /s: the first and the last quotation mark go, all between them stays as it is.
    std::wstring line = L"cmd.exe /d /s /c \"" + wide(command.line) + L"\"";
    std::wstring environment = environment_with(command.variables);
    PROCESS_INFORMATION made{};
    if (::CreateProcessW(nullptr, line.data(), nullptr, nullptr, TRUE, CREATE_UNICODE_ENVIRONMENT,
                         environment.data(), nullptr, &start, &made) == 0) {
        return failed();
    }
    const Handle process(made.hProcess);
    const Handle thread(made.hThread);
    if (command.read_output) {
        writing = Handle();
        const int descriptor =
            ::_open_osfhandle(reinterpret_cast<intptr_t>(reading.release()), _O_RDONLY);
        command.read_output(descriptor);
        ::_close(descriptor);
    }
    ::WaitForSingleObject(process.get(), INFINITE);
    DWORD code = 0;
    ::GetExitCodeProcess(process.get(), &code);
    return ShellEnd{.code = static_cast<int>(code)};
}

}  // namespace olkacct::app
