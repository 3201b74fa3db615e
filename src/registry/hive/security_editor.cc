// Counting references and keeping the ring closed. regf: section 5.5.
#include "registry/hive/security_editor.h"

#include <algorithm>

#include "base/byte_reader.h"
#include "registry/hive/record_writer.h"

namespace olkacct::registry::hive {
namespace {

// A ring longer than this is not searched for an equal descriptor; real hives have some dozens.
constexpr int longest_ring = 4096;

struct SecurityCell {
    Cell cell;
    std::uint32_t next = 0;
    std::uint32_t previous = 0;
    std::uint32_t count = 0;
    std::uint32_t length = 0;
};

Result<SecurityCell> read(Cells& cells, std::uint32_t offset) {
    const auto record = cells.record(offset, "sk", security_header_size);
    if (!record) {
        return tl::unexpected(record.error());
    }
    const auto bytes = record->bytes.first<security_header_size>();
    return SecurityCell{record->cell, base::load_u32(bytes.subspan<sk_field::next, 4>()),
                        base::load_u32(bytes.subspan<sk_field::previous, 4>()),
                        base::load_u32(bytes.subspan<sk_field::count, 4>()),
                        base::load_u32(bytes.subspan<sk_field::length, 4>())};
}

}  // namespace

Result<void> SecurityEditor::add_reference(std::uint32_t cell) {
    const auto found = read(parts_.cells, cell);
    if (!found) {
        return tl::unexpected(found.error());
    }
    RecordWriter writer(parts_.image);
    writer.u32(found->cell.content + sk_field::count, found->count + 1);
    return writer.done();
}

Result<void> SecurityEditor::drop_reference(std::uint32_t cell) {
    const auto found = read(parts_.cells, cell);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (found->count == 0) {
        return damaged(parts_.image, cell, "a security descriptor is used more than it counts");
    }
    RecordWriter writer(parts_.image);
    if (found->count > 1) {
        writer.u32(found->cell.content + sk_field::count, found->count - 1);
        return writer.done();
    }
    const auto next = read(parts_.cells, found->next);
    if (!next) {
        return tl::unexpected(next.error());
    }
    const auto previous = read(parts_.cells, found->previous);
    if (!previous) {
        return tl::unexpected(previous.error());
    }
    writer.u32(next->cell.content + sk_field::previous, found->previous);
    writer.u32(previous->cell.content + sk_field::next, found->next);
    return writer.done() ? parts_.allocator.free(cell) : writer.done();
}

Result<std::uint32_t> SecurityEditor::find_or_add(std::uint32_t member,
                                                  std::span<const std::byte> descriptor) {
    std::uint32_t at = member;
    for (int i = 0; i < longest_ring; ++i) {
        const auto found = read(parts_.cells, at);
        if (!found) {
            return tl::unexpected(found.error());
        }
        if (found->length == descriptor.size()) {
            const auto bytes = parts_.cells.view(found->cell, security_header_size, found->length);
            if (bytes && std::ranges::equal(*bytes, descriptor)) {
                return add_reference(at).map([at] { return at; });
            }
        }
        at = found->next;
        if (at == member) {
            break;
        }
    }
    const auto length = static_cast<std::uint32_t>(security_header_size + descriptor.size());
    const auto cell = parts_.allocator.allocate(length, member);
    if (!cell) {
        return cell;
    }
    const auto before = read(parts_.cells, member);
    if (!before) {
        return tl::unexpected(before.error());
    }
    const auto after = read(parts_.cells, before->next);
    if (!after) {
        return tl::unexpected(after.error());
    }
    RecordWriter writer(parts_.image);
    const std::uint32_t content = *cell + cell_header_size;
    writer.bytes(content, std::as_bytes(std::span("sk", 2)));
    writer.u32(content + sk_field::next, before->next);
    writer.u32(content + sk_field::previous, member);
    writer.u32(content + sk_field::count, 1);
    writer.u32(content + sk_field::length, static_cast<std::uint32_t>(descriptor.size()));
    writer.bytes(content + static_cast<std::uint32_t>(security_header_size), descriptor);
    writer.u32(before->cell.content + sk_field::next, *cell);
    writer.u32(after->cell.content + sk_field::previous, *cell);
    return writer.done().map([&] { return *cell; });
}

}  // namespace olkacct::registry::hive
