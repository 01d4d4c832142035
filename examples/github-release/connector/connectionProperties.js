(function connectionProperties(attr) {
  return {
    user: attr[connectionHelper.attributeUsername],
    password: attr[connectionHelper.attributePassword]
  };
});
