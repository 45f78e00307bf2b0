package dev.lrgd.space;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Titles as vectors: latent semantic analysis of the hashed TF-IDF matrix, X ~ U S V^T (Deerwester
 * et al. 1990). A title x lies at x V S^{-1/2}, scaled to length one; for a title of the catalogue
 * that is its row of U S^{1/2}, and a title never seen before is placed by the same projection.
 */
final class TitleSpace {
  private final TitleVocabulary vocabulary;

  /** Terms x dimension: V S^{-1/2}, rounded. */
  private final Quantized projection;

  private TitleSpace(TitleVocabulary vocabulary, Quantized projection) {
    this.vocabulary = vocabulary;
    this.projection = projection;
  }

  static TitleSpace fit(List<Item> items, int dimension, long seed) {
    TitleVocabulary vocabulary = TitleVocabulary.of(items);
    if (vocabulary.columns() == 0) {
      return new TitleSpace(vocabulary, Quantized.of(new float[0], 0, dimension));
    }
    TruncatedSvd svd = TruncatedSvd.of(vocabulary.rows(items), dimension, seed);
    DMatrixRMaj projection = Rows.scaleColumns(svd.v(), svd.s(), -0.5);
    // Fewer titles than dimensions: the missing directions are empty.
    DMatrixRMaj padded = new DMatrixRMaj(vocabulary.columns(), dimension);
    CommonOps_DDRM.insert(projection, padded, 0, 0);
    return new TitleSpace(
        vocabulary, Quantized.of(Rows.toFloats(padded), padded.numRows, dimension));
  }

  int dimension() {
    return projection.dimension;
  }

  /** One unit vector an item; zero where no term of the title is known. */
  DMatrixRMaj vectors(List<Item> items) {
    if (vocabulary.columns() == 0) {
      return new DMatrixRMaj(items.size(), dimension());
    }
    return Rows.toUnitLength(vocabulary.rows(items).times(projection));
  }

  void write(DataOutput out) throws IOException {
    vocabulary.write(out);
    projection.write(out);
  }

  static TitleSpace read(ByteBuffer in) {
    return new TitleSpace(TitleVocabulary.read(in), Quantized.read(in));
  }
}
