// hivex through its C interface, in this process.
#include "peers/hivex_reader.h"

#include <hivex.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "olkacct/text.h"

namespace olkacct::test {
namespace {

struct Free {
    void operator()(void* block) const { std::free(block); }
};
template <class T>
using Owned = std::unique_ptr<T[], Free>;

struct Close {
    void operator()(hive_h* hive) const { hivex_close(hive); }
};

class Reader {
  public:
    Reader(hive_h* hive, Tree& tree) : hive_(hive), tree_(tree) {}

    void read_all() {
        std::vector<std::pair<hive_node_h, std::u16string>> open{{hivex_root(hive_), u""}};
        while (!open.empty()) {
            auto [node, path] = std::move(open.back());
            open.pop_back();
            ++tree_.keys_seen;
            auto& key = tree_.keys[path];
            key.last_written = static_cast<std::uint64_t>(hivex_node_timestamp(hive_, node));
            read_values(node, path, key);

            const Owned<hive_node_h> children{hivex_node_children(hive_, node)};
            if (!children) {
                fail("hivex_node_children", path);
                continue;
            }
            for (std::size_t i = 0; children[i] != 0; ++i) {
                const Owned<char> name{hivex_node_name(hive_, children[i])};
                if (!name) {
                    fail("hivex_node_name", path);
                    continue;
                }
                const auto text = from_wtf8({name.get(), hivex_node_name_len(hive_, children[i])});
                open.emplace_back(children[i], path.empty() ? text : path + u'\\' + text);
            }
        }
    }

  private:
    void read_values(hive_node_h node, const std::u16string& path, TreeKey& key) {
        const Owned<hive_value_h> values{hivex_node_values(hive_, node)};
        if (!values) {
            fail("hivex_node_values", path);
            return;
        }
        for (std::size_t i = 0; values[i] != 0; ++i) {
            const Owned<char> name{hivex_value_key(hive_, values[i])};
            hive_type type{};
            std::size_t size = 0;
            const Owned<char> data{hivex_value_value(hive_, values[i], &type, &size)};
            if (!name || !data) {
                fail(name ? "hivex_value_value" : "hivex_value_key", path);
                continue;
            }
            RegistryValue value;
            value.name = from_wtf8({name.get(), hivex_value_key_len(hive_, values[i])});
            // A hive may hold types that the C enum does not know.
            std::memcpy(&value.type, &type, sizeof value.type);
            value.data.resize(size);
            if (size != 0) {
                std::memcpy(value.data.data(), data.get(), size);
            }
            key.values.push_back(std::move(value));
        }
    }

    void fail(const char* call, const std::u16string& path) {
        tree_.failures.push_back(std::string(call) + " at " + to_utf8(path));
    }

    hive_h* hive_;
    Tree& tree_;
};

}  // namespace

Tree read_with_hivex(const std::filesystem::path& hive) {
    Tree tree;
    const std::unique_ptr<hive_h, Close> handle{hivex_open(hive.c_str(), 0)};
    if (!handle) {
        tree.failures.emplace_back("hivex_open");
        return tree;
    }
    Reader(handle.get(), tree).read_all();
    return tree;
}

}  // namespace olkacct::test
