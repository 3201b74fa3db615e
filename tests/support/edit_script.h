// One fuzz input that holds a hive, its logs and a few edits of what is in it.
#pragma once

#include <span>

#include "registry/store.h"
#include "support/hive_frame.h"

namespace olkacct::test {

struct EditedFrame {
    Bytes script = {};
    HiveFrame frame = {};
};

// The size of the script, the script, then the frame. Any bytes can be unpacked.
Bytes pack_edits(const EditedFrame& edits);
EditedFrame unpack_edits(std::span<const std::byte> input);

// Each step of the script is four bytes: what to do, to which of the keys that are known, and two
// for what it needs. Only the root is known at first.
enum class EditStep : std::uint8_t {
    look,           // know the subkeys too
    create_key,     // named by the first
    create_keys,    // as many as the first says
    set_value,      // named by the first, sized by the second
    replace_value,  // the one at the place of the first
    delete_value,   // the one at the place of the first
    delete_key,
    set_class_name,  // sized by the first
    set_security,    // of the key that the first names; changed when the second is not 0
};
inline constexpr std::uint8_t edit_step_count = 9;

// A refused step changes nothing; the rest is made all the same.
void run_script(registry::WriteTransaction& transaction, std::span<const std::byte> script);

}  // namespace olkacct::test
