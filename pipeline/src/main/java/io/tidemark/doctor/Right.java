package io.tidemark.doctor;

/** What a run does with a store, and what allows it to. */
enum Right {
  LIST("s3:ListBucket", "permission to read and search folders in"),
  GET("s3:GetObject", "permission to read files in"),
  PUT("s3:PutObject", "permission to write in"),
  DELETE("s3:DeleteObject", "permission to delete in");

  private final String action;
  private final String inFolders;

  Right(String action, String inFolders) {
    this.action = action;
    this.inFolders = inFolders;
  }

  String action() {
    return action;
  }

  String inFolders() {
    return inFolders;
  }
}
