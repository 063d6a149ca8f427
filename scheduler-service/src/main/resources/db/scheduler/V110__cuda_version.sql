-- The newest version of CUDA that the driver of a GPU serves; null where the host did not tell.
alter table gpus
    add column cuda_version text;
