#include "statistics/dyadic.hpp"

#include "statistics/detail.hpp"

namespace couplet::statistics {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

// The columns of one set of coefficients, for the partners `own`.
MatrixXd columns(const Dyads& dyads, std::size_t own, Product product) {
    const MatrixXd &mine = dyads.predictors[own], &other = dyads.predictors[1 - own];
    const Index p = mine.cols();
    MatrixXd block(mine.rows(), 1 + (product == Product::none ? 2 : 3) * p);
    block.col(0).setOnes();
    block.middleCols(1, p) = mine;
    block.middleCols(1 + p, p) = other;
    if (product == Product::actor_by_partner)
        block.rightCols(p) = mine.cwiseProduct(other);
    return block;
}

std::vector<std::string> names(Index predictors, Partners partners, Product product) {
    std::vector<std::string> result;
    const std::vector<std::string> prefixes = partners == Partners::distinguishable
                                                  ? std::vector<std::string>{"0: ", "1: "}
                                                  : std::vector<std::string>{""};
    for (const std::string& prefix : prefixes) {
        result.push_back(prefix + "intercept");
        for (const char* kind : {"actor ", "partner ", "product "})
            if (product == Product::actor_by_partner || *kind != 'p' || kind[1] == 'a')
                for (Index j = 0; j < predictors; ++j)
                    result.push_back(prefix + kind + std::to_string(j));
    }
    return result;
}

} // namespace

ActorPartner actor_partner(const Dyads& dyads, Partners partners, Product product) {
    const Index n = dyads.predictors[0].rows(), p = dyads.predictors[0].cols();
    detail::require(dyads.predictors[1].rows() == n && dyads.predictors[1].cols() == p,
                    "actor-partner model: the partners' predictors differ in shape");
    for (const auto& outcome : dyads.outcome)
        detail::require(static_cast<Index>(outcome.size()) == n,
                        "actor-partner model: outcome and predictors differ in length");
    const bool distinct = partners == Partners::distinguishable;
    const MatrixXd blocks[2] = {columns(dyads, 0, product), columns(dyads, 1, product)};
    const Index width = blocks[0].cols();
    MatrixXd design = MatrixXd::Zero(2 * n, distinct ? 2 * width : width);
    std::vector<double> y;
    std::vector<int> couple, role;
    for (int i = 0; i < 2; ++i) {
        design.block(i * n, distinct ? i * width : 0, n, width) = blocks[i];
        y.insert(y.end(), dyads.outcome[i].begin(), dyads.outcome[i].end());
        for (Index c = 0; c < n; ++c) {
            couple.push_back(static_cast<int>(c));
            role.push_back(i);
        }
    }
    ActorPartner result;
    result.names = names(p, partners, product);
    result.fit = pair_regression(design, y, couple, role,
                                 distinct ? PairErrors::unstructured
                                          : PairErrors::compound_symmetric);
    for (Index c = 0; c < n; ++c)
        if (!blocks[0].row(c).hasNaN() && !std::isnan(y[static_cast<std::size_t>(c)]) &&
            !std::isnan(y[static_cast<std::size_t>(n + c)]))
            ++result.couples;
    return result;
}

double intraclass_correlation(std::span<const double> first,
                              std::span<const double> second) {
    detail::require(first.size() == second.size(),
                    "intraclass correlation: the partners differ in length");
    std::vector<double> means;
    double within = 0;
    for (std::size_t c = 0; c < first.size(); ++c)
        if (!std::isnan(first[c]) && !std::isnan(second[c])) {
            means.push_back((first[c] + second[c]) / 2);
            within += (first[c] - second[c]) * (first[c] - second[c]) / 2;
        }
    const double between = 2 * variance(means);
    within /= static_cast<double>(means.size());
    return between + within > 0 ? (between - within) / (between + within) : missing;
}

} // namespace couplet::statistics
