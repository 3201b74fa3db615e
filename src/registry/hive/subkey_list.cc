// Reading subkey lists. regf: sections 5.2 and 12.
#include "registry/hive/subkey_list.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/byte_reader.h"
#include "base/upcase.h"

namespace olkacct::registry::hive {
namespace {

struct ListHeader {
    Cell cell;
    std::string signature;
    std::uint32_t count = 0;
};

Result<ListHeader> read_header(Cells& cells, std::uint32_t offset) {
    const auto cell = cells.cell(offset);
    if (!cell) {
        return tl::unexpected(cell.error());
    }
    const auto bytes = cells.view(*cell, 0, list_header_size);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    ListHeader header;
    header.cell = *cell;
    header.signature = {std::to_integer<char>((*bytes)[0]), std::to_integer<char>((*bytes)[1])};
    header.count = base::load_u16(bytes->subspan<2, 2>());
    return header;
}

std::optional<ListKind> kind_of(std::string_view signature) {
    if (signature == "lh") {
        return ListKind::lh;
    }
    if (signature == "lf") {
        return ListKind::lf;
    }
    if (signature == "li") {
        return ListKind::li;
    }
    return std::nullopt;
}

/// How many entries fit the cell, with a problem when the list says more.
std::uint32_t clamp_count(Cells& cells, const ListHeader& header, std::uint32_t entry_size,
                          std::vector<Error>& problems) {
    const std::uint32_t fits =
        (header.cell.capacity - static_cast<std::uint32_t>(list_header_size)) / entry_size;
    if (header.count <= fits) {
        return header.count;
    }
    problems.push_back(damaged(cells.image(), header.cell.content - cell_header_size,
                               "a subkey list of " + std::to_string(header.count) +
                                   " entries has room for " + std::to_string(fits))
                           .value());
    return fits;
}

Result<SubkeyLeaf> read_leaf(Cells& cells, const ListHeader& header, ListKind kind,
                             std::vector<Error>& problems) {
    const std::uint32_t entry_size = kind == ListKind::li ? 4 : 8;
    const std::uint32_t count = clamp_count(cells, header, entry_size, problems);
    const auto bytes = cells.view(header.cell, list_header_size, count * entry_size);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    SubkeyLeaf leaf;
    leaf.kind = kind;
    leaf.entries.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto entry = bytes->subspan(std::size_t{i} * entry_size, entry_size);
        leaf.entries.push_back({base::load_u32(entry.first<4>()),
                                kind == ListKind::li ? 0 : base::load_u32(entry.last<4>())});
    }
    return leaf;
}

Result<void> read_index(Cells& cells, const ListHeader& header, SubkeyLeaves& result) {
    const std::uint32_t count = clamp_count(cells, header, 4, result.problems);
    const auto bytes = cells.view(header.cell, list_header_size, count * 4);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    std::vector<std::uint32_t> offsets;
    offsets.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        offsets.push_back(base::load_u32(bytes->subspan(std::size_t{4} * i).first<4>()));
    }
    std::vector<std::uint32_t> sorted(offsets);
    std::sort(sorted.begin(), sorted.end());
    std::vector<bool> done(sorted.size());
    for (const std::uint32_t offset : offsets) {
        // A leaf that stands twice would let a small file hold an endless list.
        const auto place = static_cast<std::size_t>(
            std::lower_bound(sorted.begin(), sorted.end(), offset) - sorted.begin());
        if (done[place]) {
            result.problems.push_back(
                damaged(cells.image(), offset & ~volatile_bit, "a subkey list stands twice")
                    .value());
            continue;
        }
        done[place] = true;
        const auto leaf_header = read_header(cells, offset);
        if (!leaf_header) {
            if (leaf_header.error().code == ErrorCode::io_error) {
                return tl::unexpected(leaf_header.error());
            }
            result.problems.push_back(leaf_header.error());
            continue;
        }
        const auto kind = kind_of(leaf_header->signature);
        if (!kind) {
            result.problems.push_back(
                damaged(cells.image(), offset, "a cell is no subkey list").value());
            continue;
        }
        auto leaf = read_leaf(cells, *leaf_header, *kind, result.problems);
        if (!leaf) {
            return tl::unexpected(leaf.error());
        }
        result.leaves.push_back(std::move(*leaf));
    }
    return {};
}

}  // namespace

Result<SubkeyLeaves> read_subkey_leaves(Cells& cells, std::uint32_t offset) {
    SubkeyLeaves result;
    const auto header = read_header(cells, offset);
    if (!header) {
        if (header.error().code == ErrorCode::io_error) {
            return tl::unexpected(header.error());
        }
        result.problems.push_back(header.error());
        return result;
    }
    if (header->signature == "ri") {
        const auto done = read_index(cells, *header, result);
        if (!done) {
            return tl::unexpected(done.error());
        }
        return result;
    }
    const auto kind = kind_of(header->signature);
    if (!kind) {
        result.problems.push_back(
            damaged(cells.image(), offset, "a cell is no subkey list").value());
        return result;
    }
    auto leaf = read_leaf(cells, *header, *kind, result.problems);
    if (!leaf) {
        return tl::unexpected(leaf.error());
    }
    result.leaves.push_back(std::move(*leaf));
    return result;
}

std::uint32_t name_hash(std::u16string_view name) {
    std::uint32_t hash = 0;
    for (const char16_t unit : name) {
        hash = hash * 37 + base::upcase(unit);
    }
    return hash;
}

bool hint_rejects(std::uint32_t hint, std::u16string_view name) {
    // Byte 0 is zero when the hint says nothing: a unit beyond 0xFF is among the first four.
    if ((hint & 0xFF) == 0) {
        return false;
    }
    for (std::size_t i = 0; i < 4; ++i) {
        const auto letter = static_cast<char16_t>(hint >> (8 * i) & 0xFF);
        const char16_t unit = i < name.size() ? name[i] : u'\0';
        if (base::upcase(letter) != base::upcase(unit)) {
            return true;
        }
    }
    return false;
}

}  // namespace olkacct::registry::hive
