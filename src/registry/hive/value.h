// Values: vk records, their data in one cell or in segments.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "olkacct/registry_value.h"
#include "registry/hive/cells.h"

namespace olkacct::registry::hive {

struct ValueRecord {
    std::uint32_t offset = 0;
    std::uint32_t size = 0;  ///< of the data, without the resident bit
    bool resident = false;
    std::uint32_t data = 0;  ///< offset of the data, or the data itself
    std::uint32_t type = 0;
    std::uint16_t flags = 0;
    std::uint32_t name_offset = 0;
    std::uint32_t name_length = 0;
    bool name_cut = false;
};

/// Reads a value of which record and data are sound and each in one piece, as nearly all are. False
/// leaves `out` as it may be; then the functions below put it together or tell what is wrong.
bool read_plain_value(Cells& cells, std::uint32_t offset, RegistryValue& out);

Result<ValueRecord> read_value_record(Cells& cells, std::uint32_t offset);

Result<std::u16string> read_value_name(Cells& cells, const ValueRecord& record);

struct ValueData {
    std::vector<std::byte> bytes;
    /// What is missing of the data, when not all could be read.
    std::optional<Error> problem;
};

/// Only io_error fails; damage gives what could be read beside its problem. `minor` decides whether
/// long data is in segments.
Result<ValueData> read_value_data(Cells& cells, const ValueRecord& record, std::uint32_t minor);

}  // namespace olkacct::registry::hive
