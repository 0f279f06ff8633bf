//! From a program to summaries of many trajectories.

pub mod distribution;
mod math;
mod philox;
mod special;
