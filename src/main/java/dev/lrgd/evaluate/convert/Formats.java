package dev.lrgd.evaluate.convert;

/** The public formats by the names of the command line. */
public enum Formats {
  AMAZON_2018("amazon-2018", new Amazon2018()),
  AMAZON_2023("amazon-2023", new Amazon2023()),
  MOVIELENS("movielens", new MovieLens());

  private final String text;
  private final PublicFormat format;

  Formats(String text, PublicFormat format) {
    this.text = text;
    this.format = format;
  }

  public PublicFormat format() {
    return format;
  }

  @Override
  public String toString() {
    return text;
  }
}
