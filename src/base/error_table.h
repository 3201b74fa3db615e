// The one error table: code, name, HRESULT, exit code and texts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "olkacct/error.h"

namespace olkacct::base {

struct ErrorRow {
    ErrorCode code;
    std::string_view name;  ///< stable, for machines: JSON output and tests
    std::uint32_t hresult;  ///< read by accounts/com and mapi only
    int exit_code;          ///< docs/exit-codes.md
    std::string_view english;
    std::string_view spanish;
};

/// In the order of ErrorCode.
std::span<const ErrorRow> error_table();

const ErrorRow& error_row(ErrorCode code);

/// The row whose text describes an HRESULT: the first with that number. nullptr when there is none.
const ErrorRow* error_row_for_hresult(std::uint32_t hresult);

}  // namespace olkacct::base
