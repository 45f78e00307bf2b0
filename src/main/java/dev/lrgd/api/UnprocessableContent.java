package dev.lrgd.api;

import jakarta.ws.rs.core.Response.Status.Family;
import jakarta.ws.rs.core.Response.StatusType;

/** 422, which the JAX-RS statuses lack: the request is understood and still impossible. */
enum UnprocessableContent implements StatusType {
  STATUS;

  @Override
  public int getStatusCode() {
    return 422;
  }

  @Override
  public Family getFamily() {
    return Family.CLIENT_ERROR;
  }

  @Override
  public String getReasonPhrase() {
    return "Unprocessable Content";
  }
}
