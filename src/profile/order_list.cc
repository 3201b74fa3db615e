// Decoding and encoding the order list of a category. Sheet section 3.
#include "profile/order_list.h"

#include "base/byte_reader.h"
#include "base/byte_writer.h"

namespace olkacct::profile {

std::vector<OrderEntry> decode_order_list(std::span<const std::byte> data) {
    std::vector<OrderEntry> entries(data.size() / 4);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        entries[i].id = base::load_u32(data.subspan(4 * i).first<4>());
    }
    return entries;
}

std::vector<std::byte> encode_order_list(std::span<const std::uint32_t> ids) {
    std::vector<std::byte> data(4 * ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        base::store_u32(std::span(data).subspan(4 * i).first<4>(), ids[i]);
    }
    return data;
}

}  // namespace olkacct::profile
