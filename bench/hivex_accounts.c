/* Reading the accounts with hivex, all four places of profiles, and formatting their values. */
#include "hivex_accounts.h"

#include <hivex.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char accounts_key[] = "9375CFF0413111d3B88A00104B2A6676";

/* Below Software\Microsoft; newest Outlook first. */
static const char* const roots[][5] = {
    {"Office", "16.0", "Outlook", "Profiles", NULL},
    {"Office", "15.0", "Outlook", "Profiles", NULL},
    {"Windows NT", "CurrentVersion", "Windows Messaging Subsystem", "Profiles", NULL},
    {"Windows Messaging Subsystem", "Profiles", NULL, NULL, NULL},
};

static char* reserve(struct hivex_text* text, size_t more) {
    if (text->capacity - text->size < more) {
        text->capacity = (text->size + more) * 2;
        text->bytes = realloc(text->bytes, text->capacity);
        if (!text->bytes) abort();
    }
    return text->bytes + text->size;
}

static void append(struct hivex_text* text, const char* bytes, size_t size) {
    memcpy(reserve(text, size), bytes, size);
    text->size += size;
}

static void append_field(struct hivex_text* text, const char* bytes, size_t size) {
    append(text, bytes, size);
    append(text, "\t", 1);
}

static void append_number(struct hivex_text* text, unsigned long number) {
    text->size += (size_t)sprintf(reserve(text, 24), "%lu", number);
}

static unsigned unit_at(const unsigned char* data, size_t index) {
    return data[2 * index] | (unsigned)data[2 * index + 1] << 8;
}

/* Copies units four at a time as long as all are ASCII and none is NUL; returns how many. */
static size_t put_ascii(const unsigned char* data, size_t size, char* out) {
    size_t done = 0;
    for (; 2 * done + 8 <= size; done += 4) {
        uint64_t four;
        memcpy(&four, data + 2 * done, 8);
        if (four & 0xFF80FF80FF80FF80) break;
        if (((four + 0x007F007F007F007F) & 0x0080008000800080) != 0x0080008000800080) break;
        four = (four | four >> 8) & 0x0000FFFF0000FFFF;
        const uint32_t letters = (uint32_t)(four | four >> 16);
        memcpy(out + done, &letters, 4);
    }
    return done;
}

/* UTF-16LE up to the first NUL as UTF-8; a lone surrogate as U+FFFD. */
static void append_utf16(struct hivex_text* text, const unsigned char* data, size_t size) {
    char* out = reserve(text, size / 2 * 3);
    char* const begin = out;
    size_t i = put_ascii(data, size, out);
    out += i;
    for (; i < size / 2; ++i) {
        unsigned point = unit_at(data, i);
        if (point == 0) break;
        if (point >= 0xD800 && point < 0xE000) {
            const unsigned low = point < 0xDC00 && i + 1 < size / 2 ? unit_at(data, i + 1) : 0;
            if (low >= 0xDC00 && low < 0xE000) {
                point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
                ++i;
            } else {
                point = 0xFFFD;
            }
        }
        if (point < 0x80) {
            *out++ = (char)point;
            continue;
        }
        if (point < 0x800) {
            *out++ = (char)(0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                *out++ = (char)(0xE0 | point >> 12);
            } else {
                *out++ = (char)(0xF0 | point >> 18);
                *out++ = (char)(0x80 | (point >> 12 & 0x3F));
            }
            *out++ = (char)(0x80 | (point >> 6 & 0x3F));
        }
        *out++ = (char)(0x80 | (point & 0x3F));
    }
    text->size += (size_t)(out - begin);
}

/* Four bytes at a time: each nibble gets a byte of its own, then becomes its digit. */
static void append_hex(struct hivex_text* text, const unsigned char* data, size_t size) {
    static const char digits[] = "0123456789abcdef";
    const uint64_t ones = 0x0101010101010101;
    char* out = reserve(text, 2 * size);
    size_t i = 0;
    for (; i + 4 <= size; i += 4, out += 8) {
        uint32_t four;
        memcpy(&four, data + i, 4);
        uint64_t nibbles = four;
        nibbles = (nibbles | nibbles << 16) & 0x0000FFFF0000FFFF;
        nibbles = (nibbles | nibbles << 8) & 0x00FF00FF00FF00FF;
        nibbles = (nibbles >> 4 | nibbles << 8) & 0x0F0F0F0F0F0F0F0F;
        const uint64_t letters = (nibbles + 6 * ones) >> 4 & ones;
        nibbles += '0' * ones + ('a' - '0' - 10) * letters;
        memcpy(out, &nibbles, 8);
    }
    for (; i < size; ++i) {
        *out++ = digits[data[i] >> 4];
        *out++ = digits[data[i] & 15];
    }
    text->size += 2 * size;
}

static int is_password(const char* name, size_t size) {
    static const char ending[] = " Password";
    const size_t length = sizeof ending - 1;
    return size >= length && memcmp(name + size - length, ending, length) == 0;
}

static void append_data(struct hivex_text* text, const char* name, size_t name_size, hive_type type,
                        const unsigned char* data, size_t size) {
    if (is_password(name, name_size)) {
        append(text, "<", 1);
        append_number(text, size);
        append(text, " bytes>", 7);
    } else if (type == hive_t_REG_SZ || type == hive_t_REG_EXPAND_SZ) {
        append_utf16(text, data, size);
    } else if (type == hive_t_REG_DWORD && size == 4) {
        append_number(text, data[0] | (unsigned long)data[1] << 8 | (unsigned long)data[2] << 16 |
                                (unsigned long)data[3] << 24);
    } else {
        append_hex(text, data, size);
    }
}

static void append_values(hive_h* hive, hive_node_h account, const struct hivex_text* prefix,
                          struct hivex_text* text) {
    hive_value_h* values = hivex_node_values(hive, account);
    for (size_t i = 0; values && values[i]; ++i) {
        hive_type type;
        size_t size;
        char* name = hivex_value_key(hive, values[i]);
        char* data = hivex_value_value(hive, values[i], &type, &size);
        if (name && data) {
            const size_t name_size = hivex_value_key_len(hive, values[i]);
            append(text, prefix->bytes, prefix->size);
            append_field(text, name, name_size);
            append_number(text, type);
            append(text, "\t", 1);
            append_data(text, name, name_size, type, (const unsigned char*)data, size);
            append(text, "\n", 1);
        }
        free(name);
        free(data);
    }
    free(values);
}

static int is_account(const char* name, size_t size) {
    return size == 8 && strspn(name, "0123456789abcdefABCDEF") == 8 && strcmp(name, "00000000");
}

/* `prefix` holds the fields before the account's. */
static void append_accounts(hive_h* hive, hive_node_h profile, struct hivex_text* prefix,
                            struct hivex_text* text) {
    const hive_node_h section = hivex_node_get_child(hive, profile, accounts_key);
    hive_node_h* accounts = section ? hivex_node_children(hive, section) : NULL;
    const size_t start = prefix->size;
    for (size_t i = 0; accounts && accounts[i]; ++i) {
        char* name = hivex_node_name(hive, accounts[i]);
        const size_t size = name ? hivex_node_name_len(hive, accounts[i]) : 0;
        if (name && is_account(name, size)) {
            append_field(prefix, name, size);
            append_values(hive, accounts[i], prefix, text);
            prefix->size = start;
        }
        free(name);
    }
    free(accounts);
}

static void append_profiles(hive_h* hive, hive_node_h root, struct hivex_text* prefix,
                            struct hivex_text* text) {
    hive_node_h* profiles = hivex_node_children(hive, root);
    const size_t start = prefix->size;
    for (size_t i = 0; profiles && profiles[i]; ++i) {
        char* name = hivex_node_name(hive, profiles[i]);
        if (name) {
            append_field(prefix, name, hivex_node_name_len(hive, profiles[i]));
            append_accounts(hive, profiles[i], prefix, text);
            prefix->size = start;
        }
        free(name);
    }
    free(profiles);
}

static hive_node_h descend(hive_h* hive, hive_node_h node, const char* const* names) {
    for (; node && *names; ++names) {
        node = hivex_node_get_child(hive, node, *names);
    }
    return node;
}

int hivex_accounts_append(const char* path, const char* file, struct hivex_text* text) {
    static const char* const microsoft_path[] = {"Software", "Microsoft", NULL};
    struct hivex_text prefix = {NULL, 0, 0};
    hive_h* hive = hivex_open(path, 0);
    if (!hive) return -1;
    if (file) append_field(&prefix, file, strlen(file));

    const hive_node_h microsoft = descend(hive, hivex_root(hive), microsoft_path);
    for (size_t i = 0; microsoft && i < sizeof roots / sizeof roots[0]; ++i) {
        const hive_node_h root = descend(hive, microsoft, roots[i]);
        if (root) append_profiles(hive, root, &prefix, text);
    }
    free(prefix.bytes);
    hivex_close(hive);
    return 0;
}
