// Rows in, packed chunks of columns out: for the tables of couples and of events.
#pragma once

#include "output/layout.hpp"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace couplet::output {

template <class Row> class Table {
  public:
    // `get(row, index of the row in the whole table, partner)` is called once a value;
    // columns with partners have `each` 2. The row axis of the array is the axis number
    // `row_axis`.
    template <class T, class Get>
    void add(Column column, std::size_t row_axis, std::size_t each,
             std::size_t chunk_rows, T fill, Get get) {
        auto pack_rows = [=](std::span<const Row> rows, std::uint64_t first) {
            thread_local std::vector<T> values;
            values.clear();
            for (std::size_t i = 0; i < rows.size(); ++i)
                for (std::size_t p = 0; p < each; ++p)
                    values.push_back(static_cast<T>(get(rows[i], first + i, p)));
            return pack<T>(values, chunk_rows * each, fill);
        };
        fields_.push_back({std::make_unique<Column>(std::move(column)), row_axis,
                           std::move(pack_rows)});
    }

    // The chunk of each column for `rows`, which start at row `first` of the table.
    // `lead` are the offsets of the axes before the row axis. Safe to call from any
    // thread.
    template <class Sink>
    void pack_chunks(std::span<const Row> rows, std::uint64_t first,
                     std::array<hsize_t, 2> lead, Sink&& sink) const {
        for (const Field& field : fields_) {
            Chunk chunk;
            chunk.column = field.column.get();
            for (std::size_t i = 0; i < field.row_axis; ++i)
                chunk.offset[i] = lead[i];
            chunk.offset[field.row_axis] = first;
            chunk.extent = first + rows.size();
            chunk.bytes = field.pack_rows(rows, first);
            sink(std::move(chunk));
        }
    }

    // Of all columns, when the last chunk is written.
    void close() { fields_.clear(); }

  private:
    struct Field {
        std::unique_ptr<Column> column; // chunks on their way point to it
        std::size_t row_axis;
        std::function<Bytes(std::span<const Row>, std::uint64_t)> pack_rows;
    };
    std::vector<Field> fields_;
};

} // namespace couplet::output
