// The lines of a registry export: keys, values, comments.
#include "registry/regfile/regfile_parser.h"

#include <algorithm>
#include <optional>
#include <set>

#include "olkacct/text.h"
#include "registry/regfile/key_location.h"
#include "registry/regfile/tree_builder.h"
#include "registry/regfile/value_reader.h"

namespace olkacct::registry {
namespace {

// Between 1601, where FILETIME begins, and 1970, where the times in Wine's key lines begin.
constexpr std::uint64_t seconds_1601_to_1970 = 11'644'473'600;
constexpr std::uint64_t filetime_units_a_second = 10'000'000;
constexpr std::size_t max_attribute_letters = 8;

// What stands before the path, which is the end of `written` but for a `\` behind it.
std::u16string root_name(std::u16string_view written, std::u16string_view path) {
    if (written.ends_with(u'\\')) {
        written.remove_suffix(1);
    }
    written.remove_suffix(path.size());
    if (written.ends_with(u'\\')) {
        written.remove_suffix(1);
    }
    return std::u16string(written);
}

class Parser {
  public:
    Parser(TextStream& text, const RegfileOptions& options, const std::string& name)
        : text_(text),
          reader_(text, options.limits.value_bytes),
          options_(options),
          name_(name),
          is_wine_(text.format().dialect == Dialect::wine),
          tree_(options.limits) {}

    Result<RegfileContent> run();

  private:
    // What becomes of the values that follow.
    enum class Target : std::uint8_t { none, kept_key, skipped_key, deleted_key };

    Result<void> line();
    Result<void> key_line();
    Result<std::u16string> regedit_key();
    Result<std::u16string> wine_key();
    Result<void> begin_key(std::u16string_view written);
    Result<void> delete_key(std::u16string_view written);
    Result<void> wine_attribute();
    Result<void> value_line();

    // The path below the root of the user whose tree this is, or nullopt for a key that is not
    // kept.
    Result<std::optional<std::u16string_view>> kept_path(std::u16string_view written,
                                                         bool deletion);
    void warn_once(const std::string& what);
    [[nodiscard]] std::string place(std::size_t line) const {
        return name_ + ", line " + std::to_string(line);
    }

    TextStream& text_;
    ValueReader reader_;
    const RegfileOptions& options_;
    const std::string& name_;
    bool is_wine_;
    TreeBuilder tree_;
    Target target_ = Target::none;
    BuiltKey* key_ = nullptr;             // while target_ is kept_key; owned by tree_
    std::optional<std::u16string> user_;  // whose tree this is, once one of its keys was kept
    std::size_t line_began_ = 1;
    RegfileOutline outline_;
    std::vector<Warning> warnings_;
    std::set<std::string> warned_;
};

void Parser::warn_once(const std::string& what) {
    if (warned_.size() > options_.limits.warnings || !warned_.insert(what).second) {
        return;
    }
    const bool is_last = warned_.size() > options_.limits.warnings;
    warnings_.push_back({is_last ? "further keys were left out" : what, place(line_began_)});
}

Result<std::optional<std::u16string_view>> Parser::kept_path(std::u16string_view written,
                                                             bool deletion) {
    if (is_wine_) {
        return options_.keep.keeps(written) || deletion ? std::optional(written) : std::nullopt;
    }
    const KeyLocation location = locate_key(written);
    if (location.kind == KeyLocation::Kind::unknown_root) {
        return fail(ErrorCode::syntax_error, "a key lies below no root key of Windows");
    }
    const std::string owner = to_display(location.owner);
    if (location.kind == KeyLocation::Kind::machine) {
        warn_once("keys below " + owner + " belong to no mail user and were left out");
        return std::nullopt;
    }
    if (!deletion && !options_.keep.keeps(location.path)) {
        return std::nullopt;
    }
    if (!user_ && !deletion) {
        user_ = location.owner;
    }
    if (user_ && !base::same_name(*user_, location.owner)) {
        warn_once("keys of a second user, " + owner + ", were left out");
        return std::nullopt;
    }
    return location.path;
}

Result<void> Parser::begin_key(std::u16string_view written) {
    target_ = Target::skipped_key;
    const auto path = kept_path(written, false);
    if (!path || !*path) {
        return path.map([](const auto&) {});
    }
    const auto opened = tree_.open(**path);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    target_ = Target::kept_key;
    key_ = *opened;
    if (options_.outline) {
        outline_.blocks.back().is_kept = true;
        outline_.blocks.back().path = **path;
        if (!outline_.root_name) {
            outline_.root_name = root_name(written, **path);
        }
    }
    return {};
}

Result<void> Parser::delete_key(std::u16string_view written) {
    target_ = Target::deleted_key;
    const auto path = kept_path(written, true);
    if (path && *path) {
        tree_.remove(**path);
        outline_.has_deletions = true;
    }
    return path.map([](const auto&) {});
}

// The name goes to the last bracket of the line: a name may hold brackets, and nothing is escaped.
Result<std::u16string> Parser::regedit_key() {
    std::u16string written;
    while (text_.peek() != u'\n' && text_.peek() != TextStream::end) {
        if (written.size() == options_.limits.key_line_units) {
            return fail(ErrorCode::limit_exceeded, "the line of a key is too long");
        }
        written.push_back(static_cast<char16_t>(text_.peek()));
        text_.advance();
    }
    const std::size_t close = written.rfind(u']');
    if (close == written.npos) {
        return fail(ErrorCode::syntax_error, "the bracket of a key is not closed");
    }
    written.resize(close);
    return written;
}

// Escaped as strings are, the bracket too.
Result<std::u16string> Parser::wine_key() {
    return reader_.string(options_.limits.key_line_units, u']');
}

Result<void> Parser::key_line() {
    if (options_.outline) {
        outline_.blocks.push_back({.begin = text_.position(), .is_kept = false, .path = {}});
    }
    text_.advance();
    if (!is_wine_) {
        const auto written = regedit_key();
        if (!written) {
            return tl::unexpected(written.error());
        }
        const bool is_deletion = written->starts_with(u'-');
        return is_deletion ? delete_key(std::u16string_view(*written).substr(1))
                           : begin_key(*written);
    }
    auto begun = wine_key().and_then([this](const auto& written) { return begin_key(written); });
    if (!begun) {
        return begun;
    }
    reader_.skip_blanks();
    if (text_.peek() >= u'0' && text_.peek() <= u'9') {
        constexpr std::size_t max_digits = 10;
        const auto seconds = reader_.number(10, max_digits);
        if (!seconds) {
            return tl::unexpected(seconds.error());
        }
        if (target_ == Target::kept_key) {
            key_->last_written = (*seconds + seconds_1601_to_1970) * filetime_units_a_second;
        }
    }
    return reader_.finish_line();
}

// "#time=" (FILETIME in hex digits) and "#class=" say more of the key above; others are passed
// over.
Result<void> Parser::wine_attribute() {
    std::u16string attribute;
    while (attribute.size() < max_attribute_letters && text_.peek() != u'\n' &&
           text_.peek() != TextStream::end && !attribute.ends_with(u'=')) {
        attribute.push_back(static_cast<char16_t>(text_.peek()));
        text_.advance();
    }
    if (target_ == Target::kept_key && attribute == u"#time=") {
        constexpr std::size_t max_digits = 16;
        const auto time = reader_.number(16, max_digits);
        if (!time) {
            return tl::unexpected(time.error());
        }
        key_->last_written = *time;
    } else if (target_ == Target::kept_key && attribute == u"#class=" && text_.accept(u'"')) {
        auto name = reader_.string(max_key_name, u'"');
        if (!name) {
            return tl::unexpected(name.error());
        }
        key_->class_name = std::move(*name);
    }
    reader_.skip_line();
    return {};
}

Result<void> Parser::value_line() {
    if (target_ == Target::none) {
        return fail(ErrorCode::syntax_error, "a value stands before the first key");
    }
    if (target_ == Target::deleted_key) {
        warn_once("values below a deleted key were left out");
    }
    if (target_ != Target::kept_key) {
        return reader_.skip_value();
    }
    std::u16string name;
    if (!text_.accept(u'@')) {
        text_.advance();
        auto read = reader_.string(max_value_name, u'"');
        if (!read) {
            return tl::unexpected(read.error());
        }
        name = std::move(*read);
    }
    reader_.skip_blanks();
    if (!text_.accept(u'=')) {
        return fail(ErrorCode::syntax_error, "an equals sign is missing after the name of a value");
    }
    reader_.skip_blanks();
    auto value = reader_.value();
    if (!value) {
        return tl::unexpected(value.error());
    }
    if (value->is_deletion) {
        TreeBuilder::remove_value(*key_, name);
        outline_.has_deletions = true;
        return {};
    }
    return tree_.set_value(*key_, {std::move(name), value->type, std::move(value->data)});
}

Result<void> Parser::line() {
    reader_.skip_blanks();
    line_began_ = text_.line();
    const int unit = text_.peek();
    if (unit == u'[') {
        return key_line();
    }
    if (unit == u'@' || unit == u'"') {
        return value_line();
    }
    if (unit == u'#' && is_wine_) {
        return wine_attribute();
    }
    const bool is_understood = unit == u'\n' || unit == u';' || unit == TextStream::end;
    if (!is_understood && target_ != Target::skipped_key) {
        return fail(ErrorCode::syntax_error, "this is neither a key nor a value nor a comment");
    }
    reader_.skip_line();
    return {};
}

Result<RegfileContent> Parser::run() {
    reader_.skip_line();  // the header, which decided the format
    while (text_.peek() != TextStream::end) {
        const auto done = line();
        if (text_.error()) {
            break;
        }
        if (!done) {
            // What is wrong stands where reading stopped; what is too much or not closed, where it
            // began.
            const bool stopped_there =
                done.error().code == ErrorCode::syntax_error && text_.peek() != TextStream::end;
            return fail(done.error().code, done.error().what,
                        place(stopped_there ? text_.line() : line_began_));
        }
    }
    if (text_.error()) {
        return tl::unexpected(*text_.error());
    }
    outline_.format = text_.format();
    return RegfileContent{tree_.finish(), std::move(warnings_), std::move(outline_)};
}

}  // namespace

bool KeepFilter::keeps(std::u16string_view path) const {
    const auto covers = [path](std::u16string_view key) {
        return path.size() >= key.size() && base::same_name(path.substr(0, key.size()), key) &&
               (path.size() == key.size() || path[key.size()] == u'\\');
    };
    return keys.empty() || std::ranges::any_of(keys, covers);
}

Result<RegfileContent> parse_regfile(ByteInput& input, const RegfileOptions& options,
                                     const std::string& name) {
    auto text = TextStream::open(input, name);
    if (!text) {
        return tl::unexpected(text.error());
    }
    return Parser(*text, options, name).run();
}

Result<RegfileContent> parse_regfile(std::span<const std::byte> bytes,
                                     const RegfileOptions& options, const std::string& name) {
    SpanInput input(bytes);
    return parse_regfile(input, options, name);
}

}  // namespace olkacct::registry
