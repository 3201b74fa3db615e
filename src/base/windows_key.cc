// The registry API, in its UTF-16 form. Names that change size while they are read are asked for
// again.
#include "base/windows_key.h"

#include <winternl.h>

#include <algorithm>
#include <system_error>

// RegSetValueEx adds a NUL to a text that has none. Not in mingw's headers.
extern "C" NTSTATUS NTAPI NtSetValueKey(HANDLE key, UNICODE_STRING* name, ULONG title_index,
                                        ULONG type, const void* data, ULONG size);

namespace olkacct::base {
namespace {

constexpr DWORD longest_key_name = 256;
constexpr DWORD longest_value_name = 16384;
constexpr std::size_t usual_value_size = 4096;

static_assert(sizeof(wchar_t) == sizeof(char16_t));

const wchar_t* wide(const std::u16string& text) {
    return reinterpret_cast<const wchar_t*>(text.c_str());
}

std::u16string narrow(const wchar_t* text, std::size_t size) { return {text, text + size}; }

bool is_absent(LSTATUS status) {
    return status == ERROR_FILE_NOT_FOUND || status == ERROR_PATH_NOT_FOUND;
}

}  // namespace

tl::unexpected<Error> registry_failure(LSTATUS status, const std::string& what) {
    ErrorCode code = ErrorCode::io_error;
    if (status == ERROR_ACCESS_DENIED) {
        code = ErrorCode::access_denied;
    } else if (status == ERROR_KEY_DELETED) {
        code = ErrorCode::key_not_found;
    }
    const std::string why =
        std::error_code(static_cast<int>(status), std::system_category()).message();
    return fail(code, what + ": " + why, "the registry");
}

WindowsKey::~WindowsKey() {
    if (handle_ != nullptr) {
        ::RegCloseKey(handle_);
    }
}

Result<std::optional<WindowsKey>> WindowsKey::open(HKEY parent, const std::u16string& path,
                                                   REGSAM access) {
    HKEY handle = nullptr;
    const LSTATUS status = ::RegOpenKeyExW(parent, wide(path), 0, access, &handle);
    if (is_absent(status)) {
        return std::nullopt;
    }
    if (status != ERROR_SUCCESS) {
        return registry_failure(status, "a key cannot be opened");
    }
    return std::optional(WindowsKey(handle));
}

Result<std::pair<WindowsKey, bool>> WindowsKey::create(HKEY parent, const std::u16string& path,
                                                       const std::u16string& class_name) {
    HKEY handle = nullptr;
    DWORD outcome = 0;
    std::wstring class_text(class_name.begin(), class_name.end());
    const LSTATUS status =
        ::RegCreateKeyExW(parent, wide(path), 0, class_text.empty() ? nullptr : class_text.data(),
                          0, KEY_READ | KEY_WRITE, nullptr, &handle, &outcome);
    if (status != ERROR_SUCCESS) {
        return registry_failure(status, "a key cannot be made");
    }
    return std::pair(WindowsKey(handle), outcome == REG_CREATED_NEW_KEY);
}

Result<void> WindowsKey::remove(HKEY parent, const std::u16string& path) {
    const LSTATUS status = ::RegDeleteTreeW(parent, wide(path));
    if (status != ERROR_SUCCESS && !is_absent(status)) {
        return registry_failure(status, "a key cannot be deleted");
    }
    return {};
}

Result<void> WindowsKey::remove_leaf(HKEY parent, const std::u16string& path) {
    const LSTATUS status = ::RegDeleteKeyW(parent, wide(path));
    if (status != ERROR_SUCCESS && !is_absent(status)) {
        return registry_failure(status, "a key cannot be deleted");
    }
    return {};
}

Result<WindowsKey::Info> WindowsKey::info() const {
    std::vector<wchar_t> name(longest_key_name);
    for (;;) {
        auto size = static_cast<DWORD>(name.size());
        FILETIME written{};
        const LSTATUS status =
            ::RegQueryInfoKeyW(handle_, name.data(), &size, nullptr, nullptr, nullptr, nullptr,
                               nullptr, nullptr, nullptr, nullptr, &written);
        if (status == ERROR_MORE_DATA) {
            name.resize(2 * name.size());
            continue;
        }
        if (status != ERROR_SUCCESS) {
            return registry_failure(status, "a key cannot be asked for");
        }
        return Info{narrow(name.data(), size),
                    std::uint64_t{written.dwHighDateTime} << 32 | written.dwLowDateTime};
    }
}

Result<void> WindowsKey::flush() const {
    const LSTATUS status = ::RegFlushKey(handle_);
    return status == ERROR_SUCCESS
               ? Result<void>()
               : Result<void>(registry_failure(status, "the registry cannot be flushed"));
}

Result<std::optional<RegistryValue>> WindowsKey::value(const std::u16string& name) const {
    RegistryValue out{name, 0, {}};
    for (;;) {
        auto size = static_cast<DWORD>(out.data.size());
        DWORD type = 0;
        const LSTATUS status = ::RegQueryValueExW(handle_, wide(name), nullptr, &type,
                                                  reinterpret_cast<BYTE*>(out.data.data()), &size);
        if (is_absent(status)) {
            return std::nullopt;
        }
        if (status != ERROR_SUCCESS && status != ERROR_MORE_DATA) {
            return registry_failure(status, "a value cannot be read");
        }
        const bool is_whole = status == ERROR_SUCCESS && size <= out.data.size();
        out.data.resize(size);
        if (is_whole) {
            out.type = type;
            return out;
        }
    }
}

Result<void> WindowsKey::set(const RegistryValue& value) const {
    std::u16string text = value.name;
    UNICODE_STRING name{};
    name.Buffer = reinterpret_cast<wchar_t*>(text.data());
    name.Length = static_cast<USHORT>(text.size() * sizeof(wchar_t));
    name.MaximumLength = name.Length;
    const NTSTATUS status = ::NtSetValueKey(handle_, &name, 0, value.type, value.data.data(),
                                            static_cast<ULONG>(value.data.size()));
    if (status < 0) {
        return registry_failure(static_cast<LSTATUS>(::RtlNtStatusToDosError(status)),
                                "a value cannot be written");
    }
    return {};
}

Result<void> WindowsKey::remove_value(const std::u16string& name) const {
    const LSTATUS status = ::RegDeleteValueW(handle_, wide(name));
    if (status != ERROR_SUCCESS && !is_absent(status)) {
        return registry_failure(status, "a value cannot be deleted");
    }
    return {};
}

Result<std::vector<std::u16string>> WindowsKey::subkeys() const {
    std::vector<std::u16string> out;
    std::vector<wchar_t> name(longest_key_name);
    for (DWORD index = 0;; ++index) {
        auto size = static_cast<DWORD>(name.size());
        const LSTATUS status =
            ::RegEnumKeyExW(handle_, index, name.data(), &size, nullptr, nullptr, nullptr, nullptr);
        if (status == ERROR_NO_MORE_ITEMS) {
            return out;
        }
        if (status != ERROR_SUCCESS) {
            return registry_failure(status, "the keys below a key cannot be listed");
        }
        out.push_back(narrow(name.data(), size));
    }
}

Result<std::vector<RegistryValue>> WindowsKey::values() const {
    std::vector<RegistryValue> out;
    std::vector<wchar_t> name(longest_value_name);
    std::vector<std::byte> data(usual_value_size);
    for (DWORD index = 0;;) {
        auto name_size = static_cast<DWORD>(name.size());
        auto size = static_cast<DWORD>(data.size());
        DWORD type = 0;
        const LSTATUS status = ::RegEnumValueW(handle_, index, name.data(), &name_size, nullptr,
                                               &type, reinterpret_cast<BYTE*>(data.data()), &size);
        if (status == ERROR_MORE_DATA) {
            data.resize(std::max<std::size_t>(size, 2 * data.size()));
            continue;
        }
        if (status == ERROR_NO_MORE_ITEMS) {
            return out;
        }
        if (status != ERROR_SUCCESS) {
            return registry_failure(status, "the values of a key cannot be listed");
        }
        out.push_back({narrow(name.data(), name_size), type, {data.begin(), data.begin() + size}});
        ++index;
    }
}

}  // namespace olkacct::base
