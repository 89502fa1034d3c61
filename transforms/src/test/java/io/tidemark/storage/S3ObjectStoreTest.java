package io.tidemark.storage;

class S3ObjectStoreTest extends ObjectStoreContract {
  private final String root = S3TestServer.emptyRoot();

  @Override
  public ObjectStore open() throws StoreException {
    return ObjectStores.open(root + "/", S3TestServer.options());
  }

  /** S3Proxy sorts by UTF-16. */
  @Override
  public boolean sortsEveryPlane() {
    return false;
  }

  /** S3Proxy keeps its objects in a tree of files. */
  @Override
  public boolean knowsEmptyNames() {
    return false;
  }

  @Override
  public int rounds() {
    return 40;
  }
}
