// Codes of the layers below as MAPI's, and what MAPI's mean.
#include "mapi/answer.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace olkacct::mapi {
namespace {

struct CodeText {
    HRESULT code;
    const char* text;
};

constexpr std::array<CodeText, 20> texts = {{
    {MAPI_E_INVALID_PARAMETER, "an argument is not valid"},
    {MAPI_E_NOT_FOUND, "there is no such object"},
    {MAPI_E_NO_ACCESS, "this is not allowed, or the name is taken"},
    {MAPI_E_NO_SUPPORT, "the method is not offered here"},
    {MAPI_E_NOT_ENOUGH_MEMORY, "memory is out"},
    {MAPI_E_CALL_FAILED, "the call failed"},
    {MAPI_E_INTERFACE_NOT_SUPPORTED, "the object does not have this interface"},
    {MAPI_E_LOGON_FAILED, "no session could be begun"},
    {MAPI_E_TOO_COMPLEX, "the restriction or sort order is not supported"},
    {MAPI_E_INVALID_BOOKMARK, "there is no such bookmark"},
    {MAPI_E_TABLE_TOO_BIG, "the table has more rows than were allowed"},
    {MAPI_E_UNABLE_TO_COMPLETE, "there are too many bookmarks"},
    {MAPI_E_OBJECT_DELETED, "the object was deleted"},
    {MAPI_E_INVALID_OBJECT, "the session of this object has ended"},
    {MAPI_E_END_OF_SESSION, "the session has ended"},
    {MAPI_E_NOT_INITIALIZED, "MAPI is not initialised, or there is no entry point"},
    {MAPI_E_BUSY, "another operation keeps this one waiting"},
    {MAPI_E_DISK_ERROR, "reading or writing failed"},
    {MAPI_E_NOT_ENOUGH_DISK, "the disk is full"},
    {MAPI_E_INVALID_ENTRYID, "the entry identifier is malformed"},
}};

}  // namespace

HRESULT code_of(const Error& error) noexcept {
    switch (error.code) {
        case ErrorCode::invalid_argument:
        case ErrorCode::bad_usage:
            return MAPI_E_INVALID_PARAMETER;
        case ErrorCode::out_of_memory:
            return MAPI_E_NOT_ENOUGH_MEMORY;
        case ErrorCode::not_implemented:
            return MAPI_E_NO_SUPPORT;
        case ErrorCode::key_not_found:
        case ErrorCode::profile_not_found:
        case ErrorCode::account_not_found:
            return MAPI_E_NOT_FOUND;
        case ErrorCode::access_denied:
        case ErrorCode::already_exists:
        case ErrorCode::not_supported_by_store:
        case ErrorCode::secrets_not_supported:
            return MAPI_E_NO_ACCESS;
        case ErrorCode::io_error:
            return MAPI_E_DISK_ERROR;
        case ErrorCode::disk_full:
            return MAPI_E_NOT_ENOUGH_DISK;
        case ErrorCode::source_busy:
            return MAPI_E_BUSY;
        default:
            return MAPI_E_CALL_FAILED;
    }
}

std::string text_of_code(HRESULT hr) {
    const auto* const found = std::ranges::find(texts, hr, &CodeText::code);
    if (found != texts.end()) return found->text;
    char digits[sizeof "0xXXXXXXXX"];
    std::snprintf(digits, sizeof digits, "0x%08X", static_cast<unsigned>(hr));
    return "error " + std::string(digits);
}

}  // namespace olkacct::mapi
